"""Files in the encodings that hospitals' systems write, and lists with nothing in them."""

import json

import pytest

from refnet.fhir.intake import BadIntake, read
from tests.fhir.intake.children import bundle, patient, tumour

DATA = json.dumps(bundle(patient(), tumour()), ensure_ascii=False)
RECORD = read([("child.json", DATA.encode())]).record


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_a_file_is_read_in_any_encoding_that_json_has(encoding):
    assert read([("child.json", DATA.encode(encoding))]).record == RECORD


def test_an_empty_list_is_called_so():
    with pytest.raises(BadIntake) as refused:
        read([("child.json", b" [] ")])

    assert str(refused.value) == "The file holds an empty list: there is nothing of a child in it. (child.json)"
