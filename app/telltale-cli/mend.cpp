// SPDX-License-Identifier: GPL-3.0-or-later
#include "mend.h"

#include "base/json_writer.h"
#include "hotspot/doctor.h"
#include "hotspot/mending.h"
#include "hotspot/read_facts.h"

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <poll.h>
#include <set>
#include <sys/signalfd.h>
#include <unistd.h>

namespace telltale::cli {

namespace {

using hotspot::Finding;
using hotspot::Undone;

/// What ends it; blocked from here on, so that nothing ends it between a change and its undoing.
capture::UniqueDescriptor endSignals()
{
    sigset_t signals;
    sigemptyset(&signals);
    for (const int number : {SIGINT, SIGTERM, SIGHUP})
        sigaddset(&signals, number);
    ::sigprocmask(SIG_BLOCK, &signals, nullptr);
    return capture::UniqueDescriptor(::signalfd(-1, &signals, SFD_CLOEXEC | SFD_NONBLOCK));
}

void waitForEnd(int signals)
{
    std::array<pollfd, 2> waiting{{{signals, POLLIN, 0}, {STDIN_FILENO, POLLIN, 0}}};
    for (;;) {
        if (::poll(waiting.data(), waiting.size(), -1) < 0 && errno != EINTR)
            return;
        std::array<char, 256> ignored{};
        if (waiting[0].revents != 0
            || (waiting[1].revents != 0 && ::read(STDIN_FILENO, ignored.data(), ignored.size()) <= 0))
            return;
    }
}

/// One line: `{"type":"change","what","state","problem"}`, state mended, taken_back or failed.
void print(const std::string &what, const char *state, const std::string &problem, bool text)
{
    if (text) {
        std::printf("%s: %s%s%s\n", state, what.c_str(), problem.empty() ? "" : " — ", problem.c_str());
    } else {
        base::JsonWriter json;
        json.beginObject().member("type", "change").member("what", what).member("state", state);
        std::printf("%s\n", json.memberOrNull("problem", problem).endObject().take().c_str());
    }
    std::fflush(stdout);
}

void printUndone(const std::vector<Undone> &all, bool text)
{
    for (const Undone &undone : all)
        print(undone.change.what, undone.done ? (text ? "taken back" : "taken_back") : "failed",
            undone.done ? "" : undone.problem + " To do it yourself: " + undone.change.undo, text);
}

/// Mending one thing may bring another to light, so it looks again; each thing is tried once.
base::Status mendAll(const Arguments &arguments, hotspot::ChangeJournal &journal)
{
    std::set<std::string> tried;
    for (bool again = true; again;) {
        again = false;
        const auto facts = hotspot::readFacts({arguments.interface, arguments.relayPort, std::nullopt});
        if (!facts)
            return facts.error();
        for (const Finding &finding : hotspot::examine(facts.value())) {
            if (!hotspot::canBeMended(finding) || !tried.insert(finding.command).second)
                continue;
            const base::Status mended = hotspot::mend(journal, finding);
            print(finding.remedy + " " + finding.command, mended.ok() ? "mended" : "failed",
                mended.ok() ? "" : mended.error().text(), arguments.text);
            again = again || mended.ok();
        }
    }
    return base::Done{};
}

} // namespace

ExitStatus mend(const Arguments &arguments)
{
    if (::geteuid() == 0) {
        std::fprintf(stderr,
            "telltale-cli: Only single commands are run as root, not this program. Mend as yourself, "
            "by: telltale-cli doctor -i %s --mend; sudo or pkexec asks for your password.\n",
            arguments.interface.c_str());
        return ExitStatus::privilege;
    }
    const auto signals = endSignals();
    hotspot::ChangeJournal journal(hotspot::changesFolder(), hotspot::runCommand);
    printUndone(journal.undoLeftOvers(), arguments.text);
    if (const base::Status mended = mendAll(arguments, journal); !mended) {
        std::fprintf(stderr, "telltale-cli: %s\n", mended.error().text().c_str());
        printUndone(journal.undoAll(), arguments.text);
        return exitStatusOf(mended.error().kind);
    }
    if (!journal.changes().empty()) {
        std::fprintf(stderr, "telltale-cli: What was changed stays so until Ctrl+C, and is then taken back.\n");
        waitForEnd(signals.get());
    }
    printUndone(journal.undoAll(), arguments.text);
    return std::fflush(stdout) == 0 ? ExitStatus::done : ExitStatus::input;
}

} // namespace telltale::cli
