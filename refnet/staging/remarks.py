"""What a clinician should look at in a registry stage: answers that do not go together, with the row that says so."""

from collections.abc import Iterator, Mapping

from refnet.staging.ages import Age
from refnet.staging.terms import Doubt, Remark, Rule

MS_BEFORE_DAYS = 547
INRGSS = "intl_neuroblastoma_risk_grp_stag_sys_18504"
L1, L2, MS = "1", "2", "4"  # codes of INRGSS, each in the row of its number
MS_RULE = Rule(INRGSS, 4)
NO_METASTASES = ("00", "99")
NOT_OF_MS = ("10", "50", "70")
_YOUNG = f"INRGSS stage MS is only for children younger than 18 months ({MS_BEFORE_DAYS} days) at diagnosis"


def remarks_on(schema: str, answers: Mapping[str, str], age: Age | None) -> tuple[Remark, ...]:
    """Return the remarks on what was answered."""
    if schema != "neuroblastoma":
        return ()
    return (*_on_age(answers, age), *_on_metastases(answers))


def _on_age(answers: Mapping[str, str], age: Age | None) -> Iterator[Remark]:
    """Stage MS ends at 547 days. Source: INRGSS as in the table of its codes, code 4."""
    if answers.get("inrgss") != MS:
        return
    if age is None or age.days is None:
        yield Remark(Doubt.MS_AGE_UNKNOWN, MS_RULE, f"{_YOUNG}: the age at diagnosis is not known.")
        return
    first, last = age.days
    days = f"{first} days" if first == last else f"{first} to {last} days"
    if first >= MS_BEFORE_DAYS:
        yield Remark(Doubt.MS_TOO_OLD, MS_RULE, f"{_YOUNG}: this child was older ({days}).")
    elif last >= MS_BEFORE_DAYS:
        sentence = f"{_YOUNG}: whether this child was is not certain ({days})."
        yield Remark(Doubt.MS_PERHAPS_TOO_OLD, MS_RULE, sentence)


def _on_metastases(answers: Mapping[str, str]) -> Iterator[Remark]:
    inrgss, metastases = answers.get("inrgss"), answers.get("ped_mets")
    if inrgss in (L1, L2) and metastases and metastases not in NO_METASTASES:
        sentence = f"INRGSS stage L{inrgss} is without metastases, but ped_mets {metastases} records some."
        yield Remark(Doubt.LOCAL_WITH_METASTASES, Rule(INRGSS, int(inrgss)), sentence)
    if inrgss == MS and metastases in NOT_OF_MS:
        sentence = (
            f"INRGSS stage MS is confined to skin, liver and bone marrow, but ped_mets {metastases} is none of them."
        )
        yield Remark(Doubt.MS_OTHER_METASTASES, MS_RULE, sentence)
