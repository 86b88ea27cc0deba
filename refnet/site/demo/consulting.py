"""Invented consultations, brought to every state by those whose turn it is."""

from datetime import datetime, timedelta
from uuid import UUID, uuid4

from refnet.access.actors import SYSTEM, Actor
from refnet.cases.commands import open_case, record_death
from refnet.consent.commands import give_consent
from refnet.consent.terms import Assent, Scope, Signer
from refnet.consultations import commands
from refnet.consultations.pictures import RecommendationView
from refnet.consultations.queries import open_advice, open_consultation
from refnet.consultations.terms import (
    Agreement,
    Alternative,
    Confidence,
    Evidence,
    Feasibility,
    Haste,
    Presentation,
    State,
    Urgency,
)
from refnet.site.demo.cases import KINDS, person_of, record_of, zero_of
from refnet.site.demo.loading import Network

WAY = (
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
ASIDE = {
    State.RETURNED: State.SUBMITTED,
    State.DECLINED: State.SUBMITTED,
    State.WITHDRAWN: State.ACCEPTED,
    State.AWAITING_INFORMATION: State.IN_DISCUSSION,
    State.DIED: State.IN_DISCUSSION,
}
DAYS_AGO = {
    State.DRAFT: 1,
    State.SUBMITTED: 1,
    State.RETURNED: 2,
    State.ACCEPTED: 2,
    State.IN_DISCUSSION: 4,
    State.AWAITING_INFORMATION: 5,
    State.ADVICE_DRAFTED: 5,
    State.IN_REVIEW: 6,
    State.SIGNED: 7,
    State.DELIVERED: 8,
    State.FOLLOW_UP: 40,
}
ENDED_DAYS_AGO = 120
STATES = (*WAY, *ASIDE, *WAY[1:], State.IN_DISCUSSION, State.SUBMITTED)


class Consulting:
    """One invented consultation on its way."""

    def __init__(self, network: Network, number: int) -> None:
        self.network, self.number = network, number
        self.board = KINDS[number % len(KINDS)][0]
        self.requester = network.actor(network.clinicians[number % len(network.clinicians)])
        self.dispatcher = network.actor(network.dispatchers[self.board])
        self.chair = network.actor(network.chairs[self.board])
        self.experts = [network.actor(one) for one in network.experts[self.board]]
        self.moment = network.now
        self.key: UUID

    def at(self) -> datetime:
        """Return the next moment: each act is some hours after the one before, none in the future."""
        self.moment = min(self.moment + timedelta(hours=5), self.network.now)
        return self.moment

    def bring_to(self, state: State) -> None:
        """Bring the consultation to a state. It began as long ago as a board in time would need, ended ones before."""
        self.moment = self.network.now - timedelta(days=DAYS_AGO.get(state, ENDED_DAYS_AGO) + self.number % 3)
        self._draft()
        until = ASIDE.get(state, state)
        steps = (self._submit, self._accept, self._discuss, self._begin, self._review, self._sign, self._deliver)
        for step in (*steps, self._acknowledge, self._close)[: WAY.index(until)]:
            step()
        if state in ASIDE:
            self._aside(state)

    def _draft(self) -> None:
        centre = self.requester.centre_id
        assert centre is not None  # noqa: S101 -- clinicians of the invented network all have one
        self.case = open_case(
            self.requester,
            centre_id=centre,
            record=record_of(self.number),
            person=person_of(self.number),
            zero=zero_of(self.number),
            source="invented",
            at=self.at(),
        )
        for scope in (Scope.CARE, Scope.FOLLOW_UP):
            give_consent(
                self.requester,
                self.case,
                centre_id=centre,
                scope=scope,
                signer=Signer.BOTH_PARENTS,
                assent=Assent.TOO_YOUNG,
                language="en",
                given_on=self.moment.date(),
                at=self.moment,
            )
        self.key = commands.draft_consultation(self.requester, self.case, at=self.at())
        commands.prepare_question(
            self.requester,
            self.key,
            board_id=self.network.boards[self.board],
            presentation=Presentation.TREATMENT_CHOICE,
            question=KINDS[self.number % len(KINDS)][6],
            urgency=Urgency.ROUTINE,
            local_means="Chemotherapy and surgery here; no protons.",
            at=self.at(),
        )

    def _submit(self) -> None:
        commands.submit_case(self.requester, self.key, at=self.at())

    def _accept(self) -> None:
        commands.accept_case(self.dispatcher, self.key, at=self.at())
        for expert in self.experts:
            commands.invite_expert(self.dispatcher, self.key, account_id=expert.id, at=self.at())

    def _discuss(self) -> None:
        commands.open_discussion(self.dispatcher, self.key, at=self.at())
        for expert in self.experts:
            commands.join_panel(expert, self.key, at=self.at())

    def _begin(self) -> None:
        for expert in self.experts:
            self._opine(expert)
        commands.begin_advice(self.chair, self.key, at=self.at())

    def _opine(self, expert: Actor) -> None:
        commands.give_opinion(
            expert,
            self.key,
            agreement=Agreement.AGREE,
            options="Continue as planned for two courses, then local therapy at a centre that does it often.",
            rationale="Response so far is good.",
            evidence=Evidence.COHORT,
            confidence=Confidence.MODERATE,
            minutes=12,
            at=self.at(),
        )

    def _review(self) -> None:
        advice = self._advice()
        step = RecommendationView(
            id=uuid4(),
            number=1,
            what="Two more courses, then local therapy",
            why="The response allows less mutilating local therapy.",
            evidence=Evidence.COHORT,
            haste=Haste.THIS_WEEK,
            feasible=Feasibility.NO,
            alternative=Alternative.SEND_FOR_ONE_STEP,
            alternative_text="Local therapy at a centre of the roadmap; all else at home.",
        )
        draft = open_advice(self.chair, advice, at=self.moment).draft
        commands.write_advice(
            self.chair,
            advice,
            draft=draft,
            assessment="Good response; the panel agrees on local therapy after two more courses.",
            recommendations=(step,),
            at=self.at(),
        )
        commands.send_to_review(self.chair, advice, at=self.at())

    def _sign(self) -> None:
        advice = self._advice()
        draft = open_advice(self.chair, advice, at=self.moment).draft
        for expert in self.experts:
            commands.countersign_advice(expert, advice, draft=draft, at=self.at())
        commands.sign_advice(self.chair, advice, at=self.at())

    def _deliver(self) -> None:
        commands.deliver_advice(self.dispatcher, self.key, at=self.at())

    def _acknowledge(self) -> None:
        commands.acknowledge_advice(self.requester, self.key, at=self.at())

    def _close(self) -> None:
        commands.close_consultation(self.requester, self.key, at=self.at())

    def _aside(self, state: State) -> None:
        if state is State.RETURNED:
            commands.return_case(self.dispatcher, self.key, reason="Please add the imaging report.", at=self.at())
        elif state is State.DECLINED:
            commands.decline_case(
                self.dispatcher,
                self.key,
                reason="The question is for the board for very rare tumours.",
                redirect_id=self.network.boards["EU-VRT"],
                at=self.at(),
            )
        elif state is State.WITHDRAWN:
            commands.withdraw_consultation(self.requester, self.key, reason="Solved at home.", at=self.at())
        elif state is State.DIED:
            record_death(self.requester, self.case, at=self.at())
            commands.end_by_death(SYSTEM, self.key, at=self.at())
        else:
            commands.ask_for_information(
                self.experts[0],
                self.key,
                what="The pathology report of the second biopsy",
                why="To exclude anaplasia",
                by_on=self.network.now.date() + timedelta(days=3),
                from_whom="Pathology",
                at=self.at(),
            )

    def _advice(self) -> UUID:
        return open_consultation(self.chair, self.key, at=self.moment).versions[0].id
