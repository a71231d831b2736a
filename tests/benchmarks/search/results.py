"""What is measured of search, as it stands in the report."""

from __future__ import annotations

from dataclasses import dataclass, field

from benchmarks.measure import Usage

OURS, PAGEFIND = "clipbook", "pagefind"
ALL_WORDS, ANY_WORDS = "fts5, all words", "fts5, all words, else any"

SYNTHETIC = "synthetic"
"""The archive that is measured, as a source of known-item queries."""

DOCUMENTS, COUNTS, ORDER, PHRASE = "documents", "counts", "order", "phrase"
"""What is compared with a scan."""

PHRASES = "positions"
"""The series of files that are there for phrases alone."""
FACETS = "(?:columns|labels)"
"""The series of files that are there for facets alone."""


@dataclass(frozen=True, slots=True)
class Index:
    """An index made: by Clipbook in a process that has read the archive before."""

    articles: int
    cpu: float
    """Seconds, user and system, of making the index; reading the archive is not among them."""
    held: int | None
    """Bytes that the process held before it began; None where memory cannot be measured."""
    peak: int | None
    """The most bytes that it held meanwhile."""
    exact: bool
    """Whether shared pages are counted once in both (PSS)."""
    files: dict[str, int]
    """By series (`terms`, `cards` …), the number of files."""
    sizes: dict[str, int]
    """By series, bytes."""

    def bytes_a_page(self, *, phrases: bool) -> float:
        """Give bytes for each article, with the files for phrases or without."""
        every = sum(size for name, size in self.sizes.items() if phrases or name != PHRASES)
        return every / self.articles

    @property
    def milliseconds_a_page(self) -> float:
        """CPU for each article."""
        return 1000 * self.cpu / self.articles

    @property
    def own(self) -> int | None:
        """Bytes that the index itself took: the peak, less what was held before."""
        return None if self.peak is None or self.held is None else self.peak - self.held


@dataclass(frozen=True, slots=True)
class Change:
    """A build of a site that is there, after something has changed."""

    articles: int
    what: str
    build: float
    """CPU seconds of the whole build."""
    index: float | None
    """CPU seconds of making the index, among them; None where no index was made."""
    files: int
    """Files of the index with names that were not there before."""
    bytes: int
    """Of these files."""
    all_files: int


@dataclass(frozen=True, slots=True)
class Cost:
    """What a query cost in a browser that has nothing yet."""

    bytes: float
    """Over the wire for the whole page, headers included."""
    requests: float
    script: float
    """Bytes of the search's own scripts, among them."""
    data: float
    """Bytes of the index, among them; what facets take is not counted here."""
    data_requests: float
    facets: float
    """Bytes that facets took, among them."""
    first: float
    """Seconds from opening the page, with the query in its address, to the first result."""
    ten: float
    """Seconds from there to all results of the first page."""
    data_ten: float
    """Seconds from the first request for the index to all results of the first page."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Queries of one sort."""

    articles: int
    engine: str
    kind: str
    wide: bool
    """Whether the window is that of a desktop, which shows facets."""
    queries: tuple[str, ...]
    empty: int
    """How many of them found nothing."""
    cost: Cost | None
    """The median of each number over the others; None where there are none."""


@dataclass(frozen=True, slots=True)
class Peer:
    """An index made by another program."""

    articles: int
    usage: Usage
    files: int
    bytes: int


@dataclass(frozen=True, slots=True)
class Quality:
    """Known-item queries: how many there were, and how often the article was in the first ten."""

    articles: int
    source: str
    """`SYNTHETIC`, or the name of the file with the texts."""
    engine: str
    asked: dict[str, int]
    """By what was done to a word of the query: `as it stands`, `inflected`, `misspelt`."""
    found: dict[str, int]

    @property
    def share(self) -> float:
        """The share that was found, from 0 to 1."""
        return sum(self.found.values()) / max(1, sum(self.asked.values()))


@dataclass(frozen=True, slots=True)
class Exact:
    """Answers compared with those of a scan of the whole archive."""

    articles: int
    what: str
    checked: int
    wrong: int


@dataclass(slots=True)
class Searching:
    """All that was measured of search."""

    index: list[Index] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    asked: list[Asked] = field(default_factory=list)
    peers: list[Peer] = field(default_factory=list)
    quality: list[Quality] = field(default_factory=list)
    exact: list[Exact] = field(default_factory=list)

    def sizes(self) -> list[int]:
        """Give the sizes of which an index was measured."""
        return sorted({one.articles for one in self.index})

    def index_of(self, articles: int) -> Index | None:
        """Give what was measured of the index; None where nothing was."""
        return next((one for one in self.index if one.articles == articles), None)

    def peer_of(self, articles: int) -> Peer | None:
        """Give what was measured of the other program."""
        return next((one for one in self.peers if one.articles == articles), None)

    def change_of(self, what: str, articles: int) -> Change | None:
        """Give what a change cost."""
        every = (one for one in self.changes if (one.what, one.articles) == (what, articles))
        return next(every, None)

    def asked_of(
        self, engine: str, kind: str, articles: int, *, wide: bool = False
    ) -> Asked | None:
        """Give what queries of a sort cost."""
        wanted = (articles, engine, kind, wide)
        for one in self.asked:
            if (one.articles, one.engine, one.kind, one.wide) == wanted:
                return one
        return None
