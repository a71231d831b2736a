"""The review page, answered: the list of proposals, and what is done with one of them."""

from __future__ import annotations

import os
import secrets
import threading
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from http import HTTPStatus
from urllib.parse import parse_qs

from clipbook import pipeline
from clipbook.config import Site
from clipbook.curation import running, signing
from clipbook.curation.edits import Edits
from clipbook.curation.running import Plan
from clipbook.curation.stories import Hand
from clipbook.errors import ClipbookError, ContentError
from clipbook.problems import as_text, visible
from clipbook.review import actions, form, page
from clipbook.review.actions import Choice
from clipbook.review.exchange import PATH, Answer, Asked, plain
from clipbook.review.form import Form
from clipbook.review.held import Found, Held
from clipbook.review.page import Done, Said, View
from clipbook.review.standing import Standing, look
from clipbook.store.content import Content
from clipbook.store.desk import Desk
from clipbook.store.packs import SpoiltPackError

_FIRST_SECONDS, _NEXT_SECONDS = 5.0, 1.5
"""How long a reader waits for proposals: where there are none to show yet, and where there are."""
_TIMES = 3
"""How often what was read is read again."""
_ACT = "act"
_MOST_OF_A_QUERY = 500
_REMEMBERED = 100
"""Actions that can still be told of."""


@dataclass
class Room:
    """Answers for the page of one archive."""

    site: Site
    mount: str
    token: str = field(default_factory=partial(secrets.token_urlsafe, 32))
    """In every form; nobody who has not read the page knows it."""
    _lists: dict[str, Held] = field(
        default_factory=lambda: {path: Held(again) for path, again in page.LISTS.items()}
    )
    _standing: Standing | None = None
    _done: list[Done] = field(default_factory=list)
    _reading: threading.Lock = field(default_factory=threading.Lock)

    def answer(self, asked: Asked) -> Answer:
        """Answer a request that may come in."""
        name, _, where = asked.path.partition("/")
        if asked.path == page.NOT_CLOSED:
            return Answer(HTTPStatus.FOUND, headers=(("Location", PATH),))
        if name == _ACT and where in self._lists:
            return self._act(where, asked)
        if asked.method == "POST":
            if asked.path not in self._lists:
                return plain(HTTPStatus.NOT_FOUND, "There is nothing here.")
            return plain(HTTPStatus.METHOD_NOT_ALLOWED, "Forms go elsewhere.", ("Allow", "GET"))
        if asked.path in self._lists:
            return self._list(asked.path, asked.query)
        return page.file(asked.path, self.mount) or plain(
            HTTPStatus.NOT_FOUND, "There is nothing here."
        )

    def _list(self, where: str, query: str, said: Said | None = None) -> Answer:
        """Show a list; what was read may have been thrown away meanwhile, and is read once more."""
        wanted = {name: values[-1] for name, values in parse_qs(query[:_MOST_OF_A_QUERY]).items()}
        with self._reading:
            for _ in range(_TIMES):
                with suppress(SpoiltPackError):
                    return self._shown(where, wanted, said)
                self._standing = None
            # Nobody has made it anew: it is damaged.
            Desk.open(self.site.root).memory.drop()
            with suppress(SpoiltPackError):
                return self._shown(where, wanted, said)
        return plain(HTTPStatus.SERVICE_UNAVAILABLE, "The archive is changing: load this again.")

    def _shown(self, where: str, wanted: dict[str, str], said: Said | None) -> Answer:
        view = View(self.site, self.mount, self.token, where, said or self._told(wanted))
        try:
            standing = self._looked()
            held = self._lists[where]
            found = held.ask(standing, _NEXT_SECONDS if held.last else _FIRST_SECONDS)
            signed = signing.hand_of(self.site.root, _who(), None, pipeline.now())
            waiting = len(actions.settle(standing.content, signed).placings)
        except SpoiltPackError:
            raise
        except ContentError as error:
            return view.faulty([as_text(each) for each in error.problems])
        except (ClipbookError, OSError) as error:
            return view.faulty([visible(str(error))])
        if found is None:
            return view.waits()
        return view.listed(standing, found, waiting, signed.placement.by, wanted.get("page", ""))

    def _looked(self) -> Standing:
        before = self._standing
        self._standing = look(self.site, before)
        if before and before is not self._standing:
            before.content.close()
        return self._standing

    def _told(self, wanted: dict[str, str]) -> Said | None:
        number = wanted.get("done", "")
        done = next((each for each in self._done if str(each.number) == number), None)
        return Said(done=done) if done else None

    def _act(self, where: str, asked: Asked) -> Answer:
        """Do what a form says, and show the list again; whatever is wrong stands on the page."""
        if asked.method != "POST":
            return plain(HTTPStatus.METHOD_NOT_ALLOWED, "Only forms go here.", ("Allow", "POST"))
        try:
            sent = form.read(asked.body)
        except ClipbookError as error:
            return plain(HTTPStatus.BAD_REQUEST, f"{error}.")
        query = asked.query[:_MOST_OF_A_QUERY]
        if not secrets.compare_digest(sent.token.encode(), self.token.encode()):
            return plain(
                HTTPStatus.FORBIDDEN,
                "This form is not of this page, or older than the server: load the page again.",
            )
        try:
            done = self._do(self._lists[where].last, sent)
        except ContentError as error:
            return self._failed(where, query, sent, f"{error}, which are to be mended first")
        except (ClipbookError, OSError) as error:
            return self._failed(where, query, sent, str(error))
        self._done = [*self._done[1 - _REMEMBERED :], done]
        number = parse_qs(query).get("page", [""])[-1]
        at = f"page={number}&" if page.is_number(number) else ""
        way = f"{PATH}{where}?{at}done={done.number}#said"
        return Answer(HTTPStatus.SEE_OTHER, headers=(("Location", way),))

    def _failed(self, where: str, query: str, sent: Form, why: str) -> Answer:
        shown = self._list(where, query, Said(fault=" ".join(why.split()).rstrip("."), sent=sent))
        return shown._replace(status=HTTPStatus.CONFLICT)

    def _do(self, found: Found | None, sent: Form) -> Done:
        number = self._done[-1].number + 1 if self._done else 1
        if sent.does == "settle":
            edits, files = self._write(actions.settle, sent.why)
            return Done(number, edits, files)
        choice = _choice(found, sent)
        plans = {"accept": actions.accept, "reject": actions.refuse, "part": actions.refuse}
        plan = plans.get(sent.does.partition(" ")[0])
        if plan is None:
            raise ClipbookError("nothing was asked for that can be done")
        edits, files = self._write(partial(plan, choice), sent.why)
        return Done(number, edits, files, choice.slug or choice.proposal.story)

    def _write(self, plan: Plan, why: str) -> tuple[Edits, tuple[str, ...]]:
        """Write as the commands do: under the same lock, signed in the same way."""
        read: list[Content] = []

        def planned(content: Content, hand: Hand) -> Edits:
            read.append(content)
            return plan(content, hand)

        try:
            edits = running.curate(self.site, planned, _who(), why or None, pipeline.now())
            return edits, actions.written(read[0], edits)
        finally:
            for content in read:
                content.close()


def _choice(found: Found | None, sent: Form) -> Choice:
    """Find the proposal of a form among those that were shown."""
    proposal = found.proposals.get(sent.mark) if found else None
    if proposal is None:
        raise actions.ChangedError(actions.CHANGED)
    does, _, one = sent.does.partition(" ")
    wanted = {one} if does == "part" else set(sent.ticked)
    every = tuple(each.id for each in proposal.articles)
    ids = every if does == "reject" else tuple(each for each in every if each in wanted)
    return Choice(sent.mark, proposal, ids, sent.title, sent.slug)


def _who() -> str | None:
    """Give who decides, as commands are told."""
    return os.environ.get("CLIPBOOK_WHO")
