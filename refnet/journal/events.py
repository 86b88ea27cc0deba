"""The shape of an event."""

import json
from dataclasses import asdict, dataclass
from typing import Any, ClassVar
from uuid import UUID

from django.core.serializers.json import DjangoJSONEncoder


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened to `subject`. Named in the past tense; holds ids and codes, no clinical text."""

    kind: ClassVar[str]
    subject: UUID

    def facts(self) -> Any:
        """Return the event as plain JSON values: UUIDs and enumerations as strings."""
        return json.loads(json.dumps(asdict(self), cls=DjangoJSONEncoder))
