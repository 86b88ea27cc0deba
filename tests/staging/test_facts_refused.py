"""Facts that cannot be right are refused when they are read, all faults at once."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from refnet.staging.load import FOLDER, facts, read_facts
from refnet.vocabulary.load import BadFacts


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(FOLDER, tmp_path / "data"))


def swap(file: str, old: str, new: str) -> Callable[[Path], None]:
    def change(folder: Path) -> None:
        written = (folder / file).read_text(encoding="utf-8")
        assert written.count(old) >= 1
        (folder / file).write_text(written.replace(old, new, 1), encoding="utf-8")

    return change


def remove(file: str) -> Callable[[Path], None]:
    return lambda folder: (folder / file).unlink()


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (
            swap("tables/toronto_stage_92889.csv", "VALUE:L1", "JUMP:other"),
            "“JUMP:other” is neither a value nor an error",
        ),
        (swap("tables/toronto_stage_92889.csv", "VALUE:L1", "VALUE:"), "“VALUE:” is neither a value nor an error"),
        (
            swap("tables/toronto_stage_92889.csv", "VALUE:L1", "VALUE:L9"),
            "neuroblastoma: toronto_stage_group L9 has no",
        ),
        (swap("tables/toronto_stage_92889.csv", "2,VALUE", "1,VALUE"), "toronto_stage_92889: 1 stands there 2 times"),
        (swap("tables/toronto_stage_92889.csv", "1,VALUE", "3-1,VALUE"), "“3-1” has a range that runs backwards"),
        (swap("tables/toronto_stage_92889.csv", "1,VALUE", "a;b,VALUE"), "“a;b” is not a list of codes and ranges"),
        (swap("tables/toronto_stage_92889.csv", "inrgss,", "idrf,"), "needs idrf, which is neither asked nor derived"),
        (swap("tables/toronto_stage_92889.csv", "> toronto_stage_group", "> inrgss"), "derives inrgss once more"),
        (swap("tables/combined_s_category_15139.csv", "{{s_category_path}}", "{{s_path}}"), "needs s_path"),
        (swap("tables/toronto_stage_92889.csv", "# licence:", "# permit:"), "the head does not say licence"),
        (swap("schemas/ovarian.yaml", '"C569"', '"C560-C569, C620"'), "ovarian and testicular both take 9060 at C620"),
        (
            swap("schemas/ovarian.yaml", "pediatric_stage_78332", "pediatric_stage"),
            "there is no such table: pediatric_stage",
        ),
        (swap("schemas/ovarian.yaml", "table: pediatric_mets_53483", "table: mets"), "there is no such table: mets"),
        (
            swap("schemas/ovarian.yaml", "key: ped_mets", "key: ped_regional_nodes"),
            "ovarian: an input stands there twice",
        ),
        (swap("schemas/ovarian.yaml", "toronto_id", "toronto"), "ovarian.yaml: it says"),
        (swap("schemas/ovarian.yaml", "{site:", "{place:"), "a row of the selection says"),
        (swap("schemas/ovarian.yaml", '"0-39"', '"39-0"'), "ovarian.yaml: “39-0” has a range that runs backwards"),
        (swap("tiers.csv", "nhl_*", "nhl"), "nhl means no schema"),
        (swap("tiers.csv", "Localised", ""), "tier1 must not be empty"),
        (swap("readings.csv", "FIGO stage I\n", "\n"), "reading must not be empty"),
        (remove("tables/toronto_stage_92889.csv"), "toronto_stage_92889.csv is missing"),
        (remove("readings.csv"), "readings.csv is missing"),
    ],
)
def test_facts_that_cannot_be_right_are_refused(folder, change, fault):
    change(folder)

    with pytest.raises(BadFacts) as refused:
        read_facts(folder)

    assert fault in str(refused.value)


def test_all_faults_are_told_at_once(folder):
    swap("tables/toronto_stage_92889.csv", "VALUE:L1", "STOP")(folder)
    swap("tables/pediatric_stage_11224.csv", "VALUE:Loc", "MATCH")(folder)

    with pytest.raises(BadFacts) as refused:
        read_facts(folder)

    assert str(refused.value).splitlines() == [
        "pediatric_stage_11224, row 1: “MATCH” is neither a value nor an error",
        "toronto_stage_92889, row 1: “STOP” is neither a value nor an error",
    ]


def test_no_schema_at_all_is_refused(folder):
    shutil.rmtree(folder / "schemas")

    with pytest.raises(BadFacts, match="there is no schema"):
        read_facts(folder)


def test_the_facts_of_the_product_are_read_whole_and_go_with_their_licence():
    assert (
        len(facts().schemas),
        len({table.name for schema in facts().schemas.values() for table in schema.mappings}),
    ) == (32, 28)
    assert len(list((FOLDER / "tables").glob("*.csv"))) == 69
    assert "Redistributions in binary form" in (FOLDER / "LICENCE.txt").read_text(encoding="utf-8")
