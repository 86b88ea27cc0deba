"""Who may see and do what with the record of a patient.

An *actor* acts in the roles held for one request. A *decision* is the answer to "may they?", with reasons.
The *door* stands in front of every patient record; the *ledger* is the list of all who opened one, and who tried.
"""
