"""The books beside `ledger`: the same journal in both formats, the same balances first, then who is faster."""

import csv
import os
import random
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE.parent), str(HERE.parent / "registry")]
from measure import Failed, in_turn, run_once  # noqa: E402
from task import Outcome, Verdict  # noqa: E402

POSTINGS = 1_000_000  # two a transfer
ACCOUNTS = 1000
TIMES_FASTER = 10
SEED = 1


def write_journals(folder: Path, transfers: int) -> None:
    """One journal for both: who pays whom how much is drawn once. Our accounts form a tree of three levels."""
    draw = random.Random(SEED)
    with (folder / "accounts.csv").open("w", encoding="utf-8") as file:
        file.write("id,kind,part_of\n")
        for number in range(ACCOUNTS):
            file.write(f"a{number},provider,{f'a{number // 10}' if number >= 10 else ''}\n")
    with (folder / "transfers.csv").open("w", encoding="utf-8") as ours, \
            (folder / "journal.ledger").open("w", encoding="utf-8") as peer:
        ours.write("id,year,date,basis,state,from,to,amount,purpose\n")
        for number in range(transfers):
            payer = draw.randrange(ACCOUNTS)
            payee = (payer + 1 + draw.randrange(ACCOUNTS - 1)) % ACCOUNTS
            month, day = draw.randrange(4, 13), draw.randrange(1, 29)
            amount = f"{draw.randrange(1, 10_000_000) / 100:.2f}"
            ours.write(f"t{number},2022/23,2022-{month:02}-{day:02},actual,posted,a{payer},a{payee},{amount},acute\n")
            peer.write(f"2022/{month:02}/{day:02} t{number}\n    a{payee}  {amount}\n    a{payer}  -{amount}\n\n")


class Task:
    """The commands, in a folder of their own that is gone afterwards."""

    def __init__(self, build: Path, folder: Path) -> None:
        self.folder = folder
        self.environment = {**os.environ, "CONCORD_RESOURCES": str(HERE.parents[1]), "HOME": str(folder)}
        files = [folder / "transfers.csv", "--accounts", folder / "accounts.csv", "--format", "csv", "--quiet"]
        self.balance = [build / "bin/concord", "money", "balance", *files]
        self.audit = [build / "bin/concord", "money", "audit", *files]
        self.peer = ["ledger", "--file", folder / "journal.ledger", "balance", "--flat", "--no-total", "--empty",
                     "--balance-format", "%(account),%(display_total)\n"]

    def said(self, command: list) -> str:
        done = subprocess.run([str(word) for word in command], env=self.environment, capture_output=True, text=True)
        if done.returncode != 0:
            raise Failed(f"{command[0]} ended with {done.returncode}: {done.stderr[-800:]}")
        return done.stdout

    def check(self) -> str:
        """Both hold every account to the penny; our auditor finds nothing."""
        ours = {row["account"]: row["posted"] for row in csv.DictReader(self.said(self.balance).splitlines())}
        peer = dict(line.rsplit(",", 1) for line in self.said(self.peer).splitlines() if line)
        peer = {account: f"{float(amount):.2f}" for account, amount in peer.items()}
        if not ours or ours != peer:
            odd = [item for item in sorted(ours.keys() | peer.keys()) if ours.get(item) != peer.get(item)]
            raise Failed(f"{len(odd)} of {len(ours)} balances differ, such as "
                         f"{[(item, ours.get(item), peer.get(item)) for item in odd[:3]]}")
        if len(self.said(self.audit).splitlines()) != 1:
            raise Failed("the auditor finds differences")
        return f"{len(ours)} balances are the same to the penny, and audited"


def measure(build: Path, runs: int, postings: int) -> Outcome:
    outcome = Outcome()
    with tempfile.TemporaryDirectory(prefix="concord-bench-") as name:
        folder = Path(name)
        write_journals(folder, postings // 2)
        task = Task(build, folder)
        outcome.notes.append(f"{postings:,} postings, {ACCOUNTS:,} accounts: {task.check()}")
        version = task.said(["ledger", "--version"]).splitlines()[0]
        outcome.notes.append(version.split(",")[0])
        commands = {"concord balance": task.balance, "concord balance and audit": task.audit, "ledger": task.peer}
        run_once(task.peer, task.environment)
        measured = in_turn(commands, runs, lambda: None, task.environment)
        outcome.add("journal to balances", measured)
        for who in list(commands)[:2]:
            ratio = measured["ledger"].least("wall") / measured[who].least("wall")
            cpu = measured["ledger"].least("cpu") / measured[who].least("cpu")
            outcome.verdicts.append(Verdict(f"{who} at least {TIMES_FASTER} × as fast as ledger",
                                            f"{ratio:.1f} × (processor {cpu:.1f} ×)", ratio >= TIMES_FASTER))
    return outcome


def has_peer() -> bool:
    return shutil.which("ledger") is not None
