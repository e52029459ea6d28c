"""`dossier help`: a topic, a command, or the list of both."""

from __future__ import annotations

import difflib
from argparse import ArgumentParser, Namespace

from dossier.cli.context import FOUND, Context, UsageError
from dossier.cli.topics import TOPICS


def configure(parser: ArgumentParser) -> None:
    """Add the topic."""
    parser.add_argument("topic", nargs="?", metavar="TOPIC", help="a topic or a command")


def run(args: Namespace, context: Context) -> int:
    """Print the page."""
    from dossier.cli.commands import COMMANDS  # the table of commands names this module
    from dossier.cli.main import parser_of

    if args.topic is None:
        context.say("topics:")
        for topic in TOPICS.values():
            context.say(f"  {topic.name:<9}{topic.summary}")
        context.say("\ncommands:")
        for command in COMMANDS.values():
            context.say(f"  {command.name:<9}{command.summary}")
        context.say("\nIn the app, ? lists the keys of the screen in view.")
    elif args.topic in TOPICS:
        context.say(TOPICS[args.topic].text)
        if args.topic in COMMANDS:
            context.say(f"\n`dossier {args.topic} --help` lists the options.")
    elif args.topic in COMMANDS:
        context.say(parser_of(COMMANDS[args.topic]).format_help().rstrip())
    else:
        near = difflib.get_close_matches(args.topic, [*TOPICS, *COMMANDS], n=1)
        hint = f"Did you mean {near[0]}?" if near else "`dossier help` lists the topics."
        raise UsageError(f"no help on {args.topic!r}", hint=hint)
    return FOUND
