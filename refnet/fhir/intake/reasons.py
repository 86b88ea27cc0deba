"""Why something was not taken over, and why data were refused: every sentence of the intake, in one place.

The sentences are constant, so that a page can show them in the reader's language; what varies stands in the
leftover's path or in the refusal's values.
"""


def gettext_noop(sentence: str) -> str:
    """Mark a sentence for translation where it is shown.

    Django's own would ask for settings, and this package has none.
    """
    return sentence


# Refusals
NO_FILES = gettext_noop("There is no file to read.")
EMPTY = gettext_noop("The file is empty.")
EMPTY_LIST = gettext_noop("The file holds an empty list: there is nothing of a child in it.")
TOO_LARGE = gettext_noop("The data are larger than 60 MB. Please send one child's data, without images, in one go.")
NOT_UTF8 = gettext_noop("The file is not text in UTF-8, as FHIR JSON has to be.")
NOT_JSON = gettext_noop("The file is not JSON: line %(line)s, column %(column)s: %(fault)s.")
XML = gettext_noop("The file is XML. Please export the data as FHIR R4 in JSON.")
TOO_DEEP = gettext_noop("The data are nested deeper than any FHIR resource.")
NOT_FHIR = gettext_noop("This is JSON, but not FHIR: there is no resourceType.")
SERVER_ERROR = gettext_noop("The file holds only the error message of a FHIR server, and no data.")
BAD_ENTRY = gettext_noop("The Bundle is damaged: its entries are not resources.")
OTHER_EDITION = gettext_noop("The data are FHIR %(edition)s (%(sign)s), not R4. Please export them as FHIR R4.")
NO_PATIENT = gettext_noop("The data hold no patient.")
MANY_PATIENTS = gettext_noop("The data hold %(number)s patients. A case is about one child: please send one at a time.")
OTHER_PATIENT = gettext_noop("%(element)s refers to a patient who is not in the data.")
DEAD_REFERENCE = gettext_noop("%(element)s refers to a resource that should be within the data, and is not.")
TWO_VERSIONS = gettext_noop("Two resources of type %(kind)s have the same id and different content.")
NO_TUMOUR = gettext_noop("The data hold no tumour: no Condition says which.")

# Leftovers: whole resources
NOT_TAKEN = gettext_noop("This kind of resource is not taken over.")
ADMINISTRATIVE = gettext_noop("Administrative; not needed for a case.")
ERRONEOUS = gettext_noop("The sender marked this as entered in error.")
NOT_DONE = gettext_noop("The sender says that this did not take place.")
REFUTED = gettext_noop("The sender says that this was refuted.")
CANCELLED = gettext_noop("The sender says that this was cancelled or withdrawn.")
MODIFIED = gettext_noop("Carries a modifier that may change its meaning and is not known here; not taken over.")
NOT_ABOUT_CHILD = gettext_noop("This is not about the child itself.")
NOBODYS = gettext_noop("Says not whose it is; taken as the child's, who is the only patient in the data.")
NOTHING_SAID = gettext_noop("Says nothing but its kind: no name, day or detail. Please check whether it took place.")
NO_VALUE = gettext_noop("An observation without a value.")
NO_NAME = gettext_noop("A value without saying what was observed.")
TWICE = gettext_noop("The same again, with the same number and day; taken once.")
SAME_TUMOUR = gettext_noop("The same diagnosis on the same day again; taken once.")
OLDER_VERSION = gettext_noop("An older version; the newest was taken.")
NO_RESOURCE = gettext_noop("An entry without a resource.")
UNUSED_CONTAINED = gettext_noop("A contained resource to which nothing refers.")
UNNAMED_FILE = gettext_noop("A file of the system, not of the record; it was not read.")

# Leftovers: elements
UNREAD = gettext_noop("Not taken over.")
NARRATIVE = gettext_noop("The narrative was not taken over; what it says should stand in the coded fields.")
ABSENT_TARGET = gettext_noop("Refers to something that is not in the data.")
IMPOSSIBLE_DATE = gettext_noop("This is no day of the calendar; it was left out.")
BEFORE_BIRTH = gettext_noop("This day lies before the birth; it was left out.")
BORN_AFTER_DIAGNOSIS = gettext_noop("The birth date lies after the diagnosis; the age is left open. Please check both.")
IN_FUTURE = gettext_noop("This day lies after the data were written; it was left out.")
ENDS_BEFORE_START = gettext_noop("The end lies before the start; the end was left out.")
MORPHOLOGY_MISPLACED = gettext_noop(
    "Read as morphology, because it is a morphology code in the place of the topography."
)
MORPHOLOGY_BETTER = gettext_noop(
    "Read as morphology in place of the unspecified 8000; it is a morphology code in the place of the topography."
)
MORPHOLOGY_SECOND = gettext_noop("A second morphology; the first was taken.")
MORPHOLOGY_LESS = gettext_noop("Only “tumour, unspecified”; a more exact morphology stands elsewhere and was taken.")
BEHAVIOUR_UNUSUAL = gettext_noop("This behaviour is unusual for this tumour type; taken as written. Please check.")
TOPOGRAPHY_MISPLACED = gettext_noop(
    "Read as topography, because it is a topography code in the place of the morphology."
)
TOPOGRAPHY_SECOND = gettext_noop("A second topography; the first was taken.")
TOPOGRAPHY_ICD10 = gettext_noop("Read from the site that the ICD-10 code names.")
SITE_DISAGREES = gettext_noop("The code and the words name different sites; the words were taken, the code was not.")
ICCC_MISPLACED = gettext_noop("Read as ICCC-3 class, because it is an ICCC-3 number in the place of the morphology.")
ICCC_SECOND = gettext_noop("A second ICCC-3 class; the first was taken.")
NOT_ICDO = gettext_noop("Not a code of ICD-O-3.")
SECONDARY_SITE = gettext_noop("An ICD-10 code for a secondary tumour; taken as a place by its name, not as ICD-O-3.")
NO_WORDS = gettext_noop("Stated without a description.")
PROVISIONAL = gettext_noop("The sender marks the diagnosis as not confirmed.")
DRUG_DISAGREES = gettext_noop("Code and words name different medicines; the words were taken, the code was not.")
DRUG_FROM_WORDS = gettext_noop("The ATC code was read from the words.")
DRUG_UNNAMED = gettext_noop("A medicine without a name; not taken over.")
DOSE_EMPTY = gettext_noop("The dose has no number.")
DOSE_UNITLESS = gettext_noop("The dose has no unit; taken as written.")
DOSE_PLACEHOLDER = gettext_noop("The dose is nothing but nines, as if it were not known; taken as sent. Please check.")
DOSES_IN_WORDS = gettext_noop("Medicines and doses were read from ATC codes in the words. Please check.")
DOSE_BOUND = gettext_noop("The dose is only a bound (more or less than); it was left out.")
DOSE_UNIT = gettext_noop("The radiation dose is not in Gy or cGy; it was left out.")
DOSE_SECOND = gettext_noop("A second dose; the first was taken.")
PLAN_UNNAMED = gettext_noop("The protocol is named only by an address, and is not in the data.")
FIRST_LINE_OPERATION = gettext_noop(
    "An operation filed under a line of treatment; taken as the operation that it names."
)
BLANKED = gettext_noop("Something here could have named the child and was blanked out.")
DATED = gettext_noop(
    "A date in the words is told in days since diagnosis here, or left out where that day is not known."
)
NOT_IN_DATA = gettext_noop("The document itself is not in the data, only its address.")
BAD_BASE64 = gettext_noop("The document is damaged: it is not Base64.")
WRONG_TYPE = gettext_noop("The document is not of the type that it says; its own type was taken.")
WRONG_HASH = gettext_noop("The document does not match its checksum; it may be damaged.")
PROGRAM = gettext_noop("A program, or a document with macros, is not taken over.")
PHOTO = gettext_noop("A photograph is not taken over.")
