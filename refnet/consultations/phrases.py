"""What people read for the words of a consultation; one complete table for each enumeration."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from refnet.consultations.terms import (
    AdviceState,
    Agreement,
    Alternative,
    Confidence,
    Evidence,
    Feasibility,
    Followed,
    Haste,
    Party,
    Presentation,
    Standing,
    State,
    Urgency,
)

STATES = {
    State.DRAFT: _("Draft"),
    State.SUBMITTED: _("Submitted"),
    State.RETURNED: _("Returned for completion"),
    State.ACCEPTED: _("Accepted"),
    State.IN_DISCUSSION: _("In discussion"),
    State.AWAITING_INFORMATION: _("Awaiting information"),
    State.ADVICE_DRAFTED: _("Advice being written"),
    State.IN_REVIEW: _("Advice in review"),
    State.SIGNED: _("Advice signed"),
    State.DELIVERED: _("Advice delivered"),
    State.FOLLOW_UP: _("Follow-up"),
    State.CLOSED: _("Closed"),
    State.DECLINED: _("Declined"),
    State.WITHDRAWN: _("Withdrawn"),
    State.DIED: _("Ended"),
}
AWAITED: dict[State, str | Promise] = {
    State.DRAFT: _("write the question and submit the case"),
    State.SUBMITTED: _("accept, return or decline the case"),
    State.RETURNED: _("complete the case and submit it again"),
    State.ACCEPTED: _("invite the panel and open the discussion"),
    State.IN_DISCUSSION: _("opinions of the panel"),
    State.AWAITING_INFORMATION: _("the information that the panel asked for"),
    State.ADVICE_DRAFTED: _("write the advice"),
    State.IN_REVIEW: _("read the advice and countersign it"),
    State.SIGNED: _("deliver the advice"),
    State.DELIVERED: _("read the advice and acknowledge it"),
    State.FOLLOW_UP: _("say what became of the recommendations"),
    State.CLOSED: "",
    State.DECLINED: "",
    State.WITHDRAWN: "",
    State.DIED: "",
}
PARTIES = {
    Party.REQUESTER: _("Requesting centre"),
    Party.DISPATCHER: _("Dispatcher"),
    Party.PANEL: _("Panel"),
    Party.CHAIR: _("Chair"),
}
URGENCIES = {Urgency.ROUTINE: _("Routine"), Urgency.URGENT: _("Urgent (48 hours)")}
PRESENTATIONS = {
    Presentation.NEW_DIAGNOSIS: _("New diagnosis"),
    Presentation.RELAPSE: _("Relapse"),
    Presentation.PROGRESSION: _("Progression under treatment"),
    Presentation.TREATMENT_CHOICE: _("Choice of treatment"),
    Presentation.LOCAL_THERAPY: _("Local therapy: surgery or radiotherapy"),
    Presentation.DIAGNOSTIC_REVIEW: _("Review of the diagnosis"),
    Presentation.TOXICITY: _("Complication of treatment"),
    Presentation.PALLIATION: _("Palliative care"),
    Presentation.OTHER: _("Another reason"),
}
AGREEMENTS = {
    Agreement.AGREE: _("Agrees with diagnosis and stage"),
    Agreement.PARTLY: _("Agrees in part"),
    Agreement.DISAGREE: _("Does not agree"),
    Agreement.CANNOT_JUDGE: _("Cannot judge from what is there"),
}
EVIDENCE = {
    Evidence.SYSTEMATIC_REVIEW: _("Systematic review (level 1)"),
    Evidence.RANDOMISED: _("Randomised trial (level 2)"),
    Evidence.COHORT: _("Cohort study (level 3)"),
    Evidence.CASE_SERIES: _("Case series (level 4)"),
    Evidence.MECHANISM: _("Mechanism-based reasoning (level 5)"),
    Evidence.CONSENSUS: _("Expert consensus"),
}
CONFIDENCES = {Confidence.HIGH: _("High"), Confidence.MODERATE: _("Moderate"), Confidence.LOW: _("Low")}
HASTES = {Haste.TODAY: _("Today"), Haste.THIS_WEEK: _("This week"), Haste.PLANNED: _("As planned")}
FEASIBILITIES = {
    Feasibility.YES: _("Can be done where the child is"),
    Feasibility.NO: _("Cannot be done where the child is"),
    Feasibility.UNKNOWN: _("Not known whether it can be done where the child is"),
}
ALTERNATIVES = {
    Alternative.OTHER_REGIMEN: _("Another regimen at the centre"),
    Alternative.BRING_MEDICINE: _("Bring the medicine to the child"),
    Alternative.SEND_MATERIAL: _("Send specimen, images or plan"),
    Alternative.SEND_FOR_ONE_STEP: _("Send the child for one step"),
    Alternative.SEND_CHILD: _("Send the child"),
}
STANDINGS = {
    Standing.INVITED: _("Invited"),
    Standing.JOINED: _("On the panel"),
    Standing.DECLINED: _("Declined"),
    Standing.CONFLICTED: _("Conflict of interest"),
}
ADVICE_STATES = {
    AdviceState.DRAFT: _("Draft"),
    AdviceState.IN_REVIEW: _("In review"),
    AdviceState.SIGNED: _("Current"),
    AdviceState.SUPERSEDED: _("Superseded"),
    AdviceState.RETRACTED: _("Retracted"),
}
FOLLOWED = {
    Followed.FOLLOWED: _("Followed"),
    Followed.PARTLY: _("Followed in part"),
    Followed.NOT_FEASIBLE: _("Not followed: not feasible"),
    Followed.FAMILY_CHOICE: _("Not followed: the family’s choice"),
    Followed.CHANGED_COURSE: _("Not followed: the illness took another course"),
    Followed.NOT_YET: _("Not carried out yet"),
}
EVENTS = {
    "consultations.consultation-drafted": _("began the consultation"),
    "consultations.question-prepared": _("wrote the question"),
    "consultations.case-submitted": _("put the case before the board"),
    "consultations.case-returned": _("returned the case for completion"),
    "consultations.case-declined": _("declined the case"),
    "consultations.case-accepted": _("accepted the case"),
    "consultations.urgency-raised": _("made the question urgent"),
    "consultations.expert-invited": _("invited an expert"),
    "consultations.expert-joined": _("joined the panel"),
    "consultations.expert-stood-down": _("stood down from the panel"),
    "consultations.discussion-opened": _("opened the discussion"),
    "consultations.posted": _("wrote in the thread"),
    "consultations.name-tried": _("wrote a text that was refused because it gives the child away"),
    "consultations.question-ticked": _("ticked a question off"),
    "consultations.information-requested": _("asked for information"),
    "consultations.information-given": _("gave the information"),
    "consultations.opinion-given": _("gave an opinion"),
    "consultations.specialty-waived": _("went on without a specialty"),
    "consultations.advice-drafted": _("began the advice"),
    "consultations.advice-written": _("wrote the advice"),
    "consultations.dissent-kept": _("had a differing position kept"),
    "consultations.advice-sent-to-review": _("sent the advice to review"),
    "consultations.draft-reopened": _("took the advice back to draft"),
    "consultations.advice-countersigned": _("countersigned the advice"),
    "consultations.advice-signed": _("signed the advice"),
    "consultations.advice-delivered": _("delivered the advice"),
    "consultations.advice-acknowledged": _("acknowledged the advice"),
    "consultations.addendum-signed": _("signed an addition to the advice"),
    "consultations.revision-begun": _("began a new version of the advice"),
    "consultations.advice-superseded": _("replaced the advice by a new version"),
    "consultations.advice-retracted": _("retracted the advice"),
    "consultations.change-acknowledged": _("took note that the advice changed"),
    "consultations.outcome-reported": _("said what became of the recommendations"),
    "consultations.consultation-closed": _("closed the consultation"),
    "consultations.consultation-withdrawn": _("withdrew the question"),
    "consultations.consultation-ended-by-death": _("ended the consultation"),
}
