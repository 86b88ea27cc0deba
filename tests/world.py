"""A small world to test in: two centres, two boards, and the people in them.

There are always two of each, so that whatever leaks has somewhere to leak to. Consultations get to their state by
the same commands as in life.
"""

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid4

from refnet.access.actors import Actor, Role
from refnet.cases.commands import open_case
from refnet.cases.terms import Fact, Laterality, Record, Sex, Stage, Tumour, When
from refnet.centres.models import Agreement, Board, Centre
from refnet.centres.terms import Level, Paper, Specialty
from refnet.consent.commands import give_consent
from refnet.consent.terms import Assent, Scope, Signer
from refnet.consultations import commands
from refnet.consultations.pictures import RecommendationView
from refnet.consultations.queries import open_advice, open_consultation
from refnet.consultations.terms import (
    Agreement as Agrees,
)
from refnet.consultations.terms import (
    Confidence,
    Evidence,
    Feasibility,
    Haste,
    Presentation,
    State,
    Urgency,
)
from refnet.identity.terms import Name, Person
from refnet.people.models import Account, Membership, Seat

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
DAY = timedelta(days=1)
TODAY = NOON.date()
ZERO = date(2026, 1, 15)
PERSON = Person(
    names=(Name("Winterstein", ("Annelies", "Rosa")),),
    birth_date="2023-04-17",
    numbers=(("urn:hospital", "MRN-4471902"),),
    addresses=("Lindengasse 12, 1070 Wien",),
    telecoms=("+43 660 1234567", "winterstein@example.org"),
)
RECORD = Record(
    sex=Fact(Sex.FEMALE),
    born=Fact(When(-1004, -1004)),
    tumours=(
        Tumour(
            morphology=Fact("8960/3"),
            topography=Fact("C64.9"),
            laterality=Fact(Laterality.LEFT),
            text=Fact("Nephroblastoma"),
            diagnosed=Fact(When(0, 0)),
            iccc3=Fact("VIa"),
            stages=(Stage("II"),),
        ),
    ),
)
SURGERY_FIRST = RecommendationView(
    id=UUID("0b0f4c8a-7f5c-4c39-9a62-6f6b0f3a9d11"),
    number=1,
    what="Vincristine and actinomycin D for four weeks, then nephrectomy",
    why="Localised tumour without metastases",
    evidence=Evidence.RANDOMISED,
    haste=Haste.THIS_WEEK,
    feasible=Feasibility.YES,
)

STEPS = (
    State.DRAFT,
    State.SUBMITTED,
    State.ACCEPTED,
    State.IN_DISCUSSION,
    State.ADVICE_DRAFTED,
    State.IN_REVIEW,
    State.SIGNED,
    State.DELIVERED,
    State.FOLLOW_UP,
    State.CLOSED,
)


def account(name: str, centre: Centre, role: Role | None, specialty: str = "") -> Actor:
    """A person of a centre, signed in."""
    person = Account.objects.create(email=f"{uuid4()}@example.org", name=name, specialty=specialty)
    if role is not None:
        Membership.objects.create(account=person, centre=centre, role=role.value, from_on=TODAY - DAY)
    return Actor(person.id, centre_id=centre.id, roles=frozenset({role} if role else ()))


def seated(actor: Actor, board: Board, *roles: Role) -> Actor:
    """The same person with seats on a board."""
    for role in roles:
        Seat.objects.create(account_id=actor.id, board=board, role=role.value, from_on=TODAY - DAY)
    return replace(actor, seats=actor.seats | {(board.id, role) for role in roles})


def centre(code: str, name: str, country: str) -> Centre:
    made = Centre.objects.create(code=code, name=name, city=name, country=country)
    for paper in Paper:
        Agreement.objects.create(centre=made, paper=paper.value, signed_on=TODAY - DAY)
    return made


def board(code: str, name: str) -> Board:
    return Board.objects.create(
        code=code,
        name=name,
        level=Level.EUROPEAN.value,
        required_specialties=[Specialty.ONCOLOGY.value],
        urgent_service=True,
    )


@dataclass
class World:
    """Vienna asks the kidney board, whose people work in Lisbon; the sarcoma board looks on."""

    vienna: Centre = field(default_factory=lambda: centre("AT-VIE-1", "Vienna", "AT"))
    lisbon: Centre = field(default_factory=lambda: centre("PT-LIS-1", "Lisbon", "PT"))
    kidney: Board = field(default_factory=lambda: board("EU-KID", "Renal tumours"))
    sarcoma: Board = field(default_factory=lambda: board("EU-SAR", "Sarcoma"))

    def __post_init__(self) -> None:
        self.referrer = account("Clinician One", self.vienna, Role.CLINICIAN)
        self.assistant = account("Assistant One", self.vienna, Role.ASSISTANT)
        self.stranger = account("Clinician Two", self.lisbon, Role.CLINICIAN)
        self.dispatcher = seated(account("Dispatcher One", self.lisbon, None), self.kidney, Role.DISPATCHER)
        self.other_dispatcher = seated(account("Dispatcher Two", self.lisbon, None), self.sarcoma, Role.DISPATCHER)
        self.chair = seated(account("Chair One", self.lisbon, None), self.kidney, Role.CHAIR, Role.EXPERT)
        self.own_chair = seated(account("Chair Two", self.vienna, None), self.kidney, Role.CHAIR)
        self.experts = tuple(
            seated(account(f"Expert {name}", self.lisbon, None, Specialty.ONCOLOGY.value), self.kidney, Role.EXPERT)
            for name in ("One", "Two", "Three")
        )
        self.expert = self.experts[0]
        self.bystander = seated(account("Expert Four", self.lisbon, None), self.kidney, Role.EXPERT)
        self.other_expert = seated(account("Expert Five", self.lisbon, None), self.sarcoma, Role.EXPERT)

    def case(self, *, record: Record = RECORD, person: Person = PERSON, scopes=(Scope.CARE, Scope.FOLLOW_UP)) -> UUID:
        """A case of Vienna with its consents."""
        case_id = open_case(
            self.referrer, centre_id=self.vienna.id, record=record, person=person, zero=ZERO, source="test", at=NOON
        )
        for scope in scopes:
            give_consent(
                self.referrer,
                case_id,
                centre_id=self.vienna.id,
                scope=scope,
                signer=Signer.MOTHER,
                assent=Assent.TOO_YOUNG,
                language="de",
                given_on=TODAY,
                at=NOON,
            )
        return case_id

    def draft(self, case_id: UUID | None = None, *, question: str = "Surgery first?", **facts: object) -> UUID:
        """A draft with its question."""
        consultation = commands.draft_consultation(self.referrer, case_id or self.case(), at=NOON)
        self.ask(consultation, question=question, **facts)
        return consultation

    def ask(self, key: UUID, *, question: str, **facts: object) -> None:
        """Write the question of a draft."""
        choice = {"board_id": self.kidney.id, "presentation": Presentation.NEW_DIAGNOSIS, "urgency": Urgency.ROUTINE}
        commands.prepare_question(self.referrer, key, question=question, at=NOON, **{**choice, **facts})

    def consultation(self, state: State = State.DRAFT, *, case_id: UUID | None = None) -> UUID:
        """A consultation that was brought to a state by those whose turn it was."""
        key = self.draft(case_id)
        aside = {
            State.RETURNED: (State.SUBMITTED, self._return),
            State.DECLINED: (State.SUBMITTED, self._decline),
            State.WITHDRAWN: (State.SUBMITTED, self._withdraw),
            State.AWAITING_INFORMATION: (State.IN_DISCUSSION, self._ask),
        }
        until, then = aside.get(state, (state, None))
        for step in STEPS[1 : STEPS.index(until) + 1]:
            getattr(self, "_to_" + step.name.lower())(key)
        if then:
            then(key)
        return key

    def advice(self, key: UUID) -> UUID:
        """The newest version of the advice of a consultation."""
        return open_consultation(self.chair, key, at=NOON).versions[0].id

    def _to_submitted(self, key):
        commands.submit_case(self.referrer, key, at=NOON)

    def _to_accepted(self, key):
        commands.accept_case(self.dispatcher, key, at=NOON)
        for expert in (*self.experts, self.chair):
            commands.invite_expert(self.dispatcher, key, account_id=expert.id, at=NOON)

    def _to_in_discussion(self, key):
        commands.open_discussion(self.dispatcher, key, at=NOON)
        for expert in self.experts:
            commands.join_panel(expert, key, at=NOON)

    def _to_advice_drafted(self, key):
        for expert in self.experts:
            self.opine(expert, key)
        commands.begin_advice(self.chair, key, at=NOON)

    def _to_in_review(self, key):
        self.write(key)
        commands.send_to_review(self.chair, self.advice(key), at=NOON)

    def _to_signed(self, key):
        self.countersign(key)
        commands.sign_advice(self.chair, self.advice(key), at=NOON)

    def _to_delivered(self, key):
        commands.deliver_advice(self.dispatcher, key, at=NOON)

    def _to_follow_up(self, key):
        commands.acknowledge_advice(self.referrer, key, at=NOON)

    def _to_closed(self, key):
        commands.close_consultation(self.referrer, key, at=NOON)

    def _return(self, key):
        commands.return_case(self.dispatcher, key, reason="Imaging is missing.", at=NOON)

    def _decline(self, key):
        commands.decline_case(self.dispatcher, key, reason="Not our tumours.", redirect_id=self.sarcoma.id, at=NOON)

    def _withdraw(self, key):
        commands.withdraw_consultation(self.referrer, key, reason="Solved.", at=NOON)

    def _ask(self, key):
        commands.ask_for_information(
            self.expert, key, what="Slides", why="To see anaplasia", by_on=TODAY + DAY, from_whom="Pathology", at=NOON
        )

    def opine(self, expert: Actor, key: UUID, options: str = "Chemotherapy first.") -> None:
        commands.give_opinion(
            expert,
            key,
            agreement=Agrees.AGREE,
            options=options,
            evidence=Evidence.RANDOMISED,
            confidence=Confidence.HIGH,
            minutes=10,
            at=NOON,
        )

    def write(self, key: UUID, *recommendations: RecommendationView, **facts: object) -> None:
        advice = self.advice(key)
        draft = open_advice(self.chair, advice, at=NOON).draft
        text = {"assessment": "Localised nephroblastoma.", **facts}
        commands.write_advice(
            self.chair, advice, draft=draft, recommendations=recommendations or (SURGERY_FIRST,), at=NOON, **text
        )

    def countersign(self, key: UUID) -> None:
        advice = self.advice(key)
        draft = open_advice(self.chair, advice, at=NOON).draft
        for expert in self.experts:
            commands.countersign_advice(expert, advice, draft=draft, at=NOON)
