"""Each term of the code lists has its phrase, and names reach the page in the reader's language."""

from refnet.vocabulary import names, phrases
from refnet.vocabulary.classification import Why
from refnet.vocabulary.icdo3 import BEHAVIOURS
from refnet.vocabulary.load import FOLDER


def test_every_reason_and_behaviour_has_its_phrase():
    assert (set(phrases.WHY_UNCLASSIFIED), set(phrases.BEHAVIOURS)) == (set(Why), set(BEHAVIOURS))


def test_the_classes_of_the_medicines_are_the_classes_that_have_a_phrase():
    used = {drug.drug_class for drug in names.read_drugs(FOLDER / "drugs.csv")}

    assert used == set(phrases.DRUG_CLASSES)


def test_a_page_asks_for_names_by_code():
    assert (
        phrases.topography_name("C74.9"),
        phrases.morphology_name("9500/3"),
        phrases.drug_name("L01CA02"),
        str(phrases.drug_class_name("L01CA02")),
        phrases.name_of("http://loinc.org", "718-7"),
    ) == ("Adrenal gland, unspecified", "Neuroblastoma, NOS", "Vincristine", "Vinca alkaloid", "Haemoglobin")


def test_a_code_without_a_name_has_none():
    assert (phrases.topography_name("C99"), phrases.drug_class_name("A01"), phrases.name_of("", "")) == (
        None,
        None,
        None,
    )
