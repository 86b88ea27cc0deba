"""What is measured inside, without the web, in two databases that were filled with few and with many consultations."""

from collections.abc import Iterator
from contextlib import closing

from bench import flatness, papers, sql
from bench.filling import fill
from bench.measuring import Measure

FEW, MANY = 300, 30_000


def measure(few: str, many: str) -> Iterator[Measure]:
    """Fill two empty databases, named by their owner's addresses, and measure in both."""
    with closing(sql.line_to(few)) as one, closing(sql.line_to(many)) as other:
        people = []
        for line, url, size in ((one, few, FEW), (other, many, MANY)):
            sql.use(line)
            people.append(fill(size))
            sql.settle(url)
        small = flatness.look(one, people[0])
        large = flatness.look(other, people[1])
        yield from flatness.compare(small, large, f"among {FEW}", f"among {MANY:,}")
        sql.use(one)
        yield from papers.measure(people[0])
