"""People who review: their accounts, one-time invitations, sign-ins, and who did what."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Literal, cast

import sqlalchemy as sa
from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import Connection, Engine

from internbot.clock import Clock
from internbot.database.opening import writing
from internbot.errors import InvalidRequest, NotAllowed, NotFound
from internbot.review import tables

Role = Literal["reviewer", "admin"]

SESSION = timedelta(hours=12)
INVITATION = timedelta(hours=24)
SHORTEST_PASSWORD = 12
LONGEST_PASSWORD = 256


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody who may review; an admin may also say who else may."""

    id: int
    name: str
    role: Role
    closed: datetime | None = None


@dataclass(frozen=True, slots=True)
class SignedIn:
    """An open session.

    Attributes:
        form_token: what each form of the session must carry, so that no other page can send one.
    """

    account: Account
    form_token: str


@dataclass(frozen=True, slots=True)
class Deed:
    """One line of the audit trail."""

    at: datetime
    who: str
    action: str
    subject: str
    detail: str | None


class Accounts:
    """Accounts in SQL, for several threads. What a cookie or a link holds is kept as its hash only."""

    def __init__(self, engine: Engine, clock: Clock, hasher: PasswordHasher | None = None) -> None:
        self._engine = engine
        self._clock = clock
        # RFC 9106's second recommended set of parameters is the library's default.
        self._hasher = hasher or PasswordHasher()
        # So that an unknown name takes as long as a wrong password.
        self._nobody = self._hasher.hash(secrets.token_urlsafe())

    def any(self) -> bool:
        """Whether there is an account that is not closed."""
        with self._engine.connect() as connection:
            where = tables.accounts.c.closed.is_(None)
            return bool(
                connection.scalar(sa.select(sa.func.count()).select_from(tables.accounts).where(where))
            )

    def all(self) -> list[Account]:
        """Everybody, by name."""
        with self._engine.connect() as connection:
            rows = connection.execute(sa.select(tables.accounts).order_by(tables.accounts.c.name))
            return [_account(row) for row in rows]

    def named(self, name: str) -> Account:
        """The account of that name.

        Raises:
            NotFound: there is none that is open.
        """
        found = next((one for one in self.all() if one.name == name and one.closed is None), None)
        if found is None:
            raise NotFound(f"there is no reviewer {name!r}; internbot review add-reviewer makes one")
        return found

    def invite(self, role: Role, by: str) -> str:
        """A token that makes one account, once, within `INVITATION`."""
        token = secrets.token_urlsafe(32)
        values = {"hash": _hashed(token), "role": role, "until": self._clock() + INVITATION}
        with writing(self._engine) as connection:
            connection.execute(
                sa.delete(tables.invitations).where(tables.invitations.c.until < self._clock())
            )
            connection.execute(sa.insert(tables.invitations).values(values))
            self._tell(connection, by, "invited", role)
        return token

    def invited(self, token: str) -> Role:
        """The role that an invitation gives.

        Raises:
            NotAllowed: it was used, or is too old.
        """
        with self._engine.connect() as connection:
            row = connection.execute(self._invitation(token)).one_or_none()
        if row is None:
            raise NotAllowed("this invitation was used already, or is too old; ask for another one")
        return cast("Role", row.role)

    def accept(self, token: str, name: str, password: str) -> Account:
        """Make the account that an invitation is for; it cannot be used again.

        Raises:
            NotAllowed: the invitation was used, or is too old.
            InvalidRequest: the name is taken, or the password too short.
        """
        role = self.invited(token)
        made = self._checked(name, password)
        with writing(self._engine) as connection:
            used = sa.delete(tables.invitations).where(tables.invitations.c.hash == _hashed(token))
            if not connection.execute(used).rowcount:
                raise NotAllowed("this invitation was used already; ask for another one")
            return self._add(connection, made, password, role, made)

    def add(self, name: str, password: str, role: Role, by: str) -> Account:
        """Make an account.

        Raises:
            InvalidRequest: the name is taken, or the password too short.
        """
        name = self._checked(name, password)
        with writing(self._engine) as connection:
            return self._add(connection, name, password, role, by)

    def close(self, account: int, by: str) -> None:
        """Let somebody in no longer; what they said stays.

        Raises:
            InvalidRequest: it is the last admin.
        """
        with writing(self._engine) as connection:
            rows = [_account(row) for row in connection.execute(sa.select(tables.accounts))]
            admins = [one.id for one in rows if one.role == "admin" and one.closed is None]
            if admins == [account]:
                raise InvalidRequest("the last admin cannot be closed; invite another one first")
            name = next((one.name for one in rows if one.id == account), str(account))
            where = tables.accounts.c.id == account
            connection.execute(sa.update(tables.accounts).where(where).values(closed=self._clock()))
            connection.execute(sa.delete(tables.sign_ins).where(tables.sign_ins.c.account == account))
            self._tell(connection, by, "closed account", name)

    def sign_in(self, name: str, password: str) -> str:
        """Begin a session; returns what its cookie holds.

        Raises:
            NotAllowed: name and password do not belong together.
        """
        with self._engine.connect() as connection:
            where = sa.and_(tables.accounts.c.name == name.strip(), tables.accounts.c.closed.is_(None))
            row = connection.execute(sa.select(tables.accounts).where(where)).one_or_none()
        if not self._verified(row.password if row else self._nobody, password) or row is None:
            with writing(self._engine) as connection:
                self._tell(connection, "somebody", "failed to sign in", name.strip()[:80])
            raise NotAllowed("this name and password do not belong together")
        token = secrets.token_urlsafe(32)
        with writing(self._engine) as connection:
            now = self._clock()
            connection.execute(sa.delete(tables.sign_ins).where(tables.sign_ins.c.until < now))
            if self._hasher.check_needs_rehash(row.password):
                again = {"password": self._hasher.hash(password)}
                connection.execute(
                    sa.update(tables.accounts).where(tables.accounts.c.id == row.id).values(again)
                )
            connection.execute(
                sa.insert(tables.sign_ins).values(
                    hash=_hashed(token),
                    account=row.id,
                    until=now + SESSION,
                    form_token=secrets.token_urlsafe(24),
                )
            )
            self._tell(connection, row.name, "signed in", row.name)
        return token

    def signed_in(self, token: str | None) -> SignedIn | None:
        """Whose session a cookie is of; None where it is of none that is open."""
        if not token:
            return None
        table, people = tables.sign_ins, tables.accounts
        where = sa.and_(table.c.hash == _hashed(token), people.c.closed.is_(None))
        query = sa.select(people, table.c.until, table.c.form_token).join(table).where(where)
        with self._engine.connect() as connection:
            row = connection.execute(query).one_or_none()
        if row is None or aware(row.until) < self._clock():
            return None
        return SignedIn(_account(row), row.form_token)

    def sign_out(self, token: str) -> None:
        """End a session."""
        with writing(self._engine) as connection:
            connection.execute(sa.delete(tables.sign_ins).where(tables.sign_ins.c.hash == _hashed(token)))

    def note(self, who: str, action: str, subject: str, detail: str | None = None) -> None:
        """Add a line to the audit trail."""
        with writing(self._engine) as connection:
            self._tell(connection, who, action, subject, detail)

    def trail(self, most: int = 200) -> list[Deed]:
        """The newest lines of the audit trail, newest first."""
        with self._engine.connect() as connection:
            rows = connection.execute(sa.select(tables.audit).order_by(tables.audit.c.id.desc()).limit(most))
            return [Deed(aware(row.at), row.who, row.action, row.subject, row.detail) for row in rows]

    def _invitation(self, token: str) -> sa.Select[tuple[str]]:
        table = tables.invitations
        return sa.select(table.c.role).where(table.c.hash == _hashed(token), table.c.until >= self._clock())

    def _checked(self, name: str, password: str) -> str:
        name = " ".join(name.split())
        if not name or len(name) > 80 or not name.isprintable():
            raise InvalidRequest("write a name of at most 80 characters")
        if not SHORTEST_PASSWORD <= len(password) <= LONGEST_PASSWORD:
            raise InvalidRequest(
                f"the password must have {SHORTEST_PASSWORD} to {LONGEST_PASSWORD} characters"
            )
        if name.casefold() in password.casefold() and len(name) > 3:
            raise InvalidRequest("the password must not contain the name")
        return name

    def _add(self, connection: Connection, name: str, password: str, role: Role, by: str) -> Account:
        taken = sa.func.lower(tables.accounts.c.name) == name.lower()
        if connection.execute(sa.select(tables.accounts.c.id).where(taken)).first():
            raise InvalidRequest(f"somebody is called {name} already; take another name")
        values = {
            "name": name,
            "role": role,
            "password": self._hasher.hash(password),
            "made": self._clock(),
        }
        made = connection.execute(sa.insert(tables.accounts).values(values)).inserted_primary_key
        assert made is not None
        self._tell(connection, by, "made account", name, role)
        return Account(made[0], name, role)

    def _verified(self, hashed: str, password: str) -> bool:
        try:
            return len(password) <= LONGEST_PASSWORD and self._hasher.verify(hashed, password)
        except (VerificationError, InvalidHashError):
            return False

    def _tell(
        self, connection: Connection, who: str, action: str, subject: str, detail: str | None = None
    ) -> None:
        values = {"at": self._clock(), "who": who, "action": action, "subject": subject, "detail": detail}
        connection.execute(sa.insert(tables.audit).values(values))


def aware(instant: datetime) -> datetime:
    """SQLite gives back what it was told in UTC, without saying so."""
    return instant if instant.tzinfo is not None else instant.replace(tzinfo=UTC)


def _account(row: sa.Row[tuple[object, ...]]) -> Account:
    return Account(row.id, row.name, row.role, aware(row.closed) if row.closed else None)


def _hashed(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
