"""Expert centres, their boards and their agreements: the roadmap, public but for agreements.

A *centre* is a hospital's paediatric oncology. A *board* is a tumour advisory board, institutional, national or
European. An *agreement* is a paper with dates without which a centre cannot submit.
"""
