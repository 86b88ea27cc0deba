"""Whatever is killed at whatever moment: nothing acknowledged is lost, nothing is done twice, all of it heals.

Ten kills here; `make prove` does two hundred. The site is killed and timed, so this runs alone on the machine.
"""

import random

from tests.site.killing import Trial

KILLS = 10


def test_ten_kills_lose_and_double_nothing(place):
    seed = random.SystemRandom().randrange(1_000_000)
    trial = Trial(place / "var", KILLS, random.Random(seed))  # noqa: S311
    try:
        trial.run()
    except AssertionError as failure:
        failure.add_note(f"with the seed {seed}")
        raise
    assert sum(trial.killed.values()) >= KILLS - 2  # a follower may be between two lives
    assert sum(trial.answers.values()) == 4 * KILLS
