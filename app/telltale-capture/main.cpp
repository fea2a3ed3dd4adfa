// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture_loop.h"
#include "device.h"
#include "options.h"
#include "privileges.h"

#include <csignal>
#include <cstdio>
#include <unistd.h>

namespace {

using namespace telltale;

volatile std::sig_atomic_t stopRequested = 0;

extern "C" void requestStop(int)
{
    stopRequested = 1;
}

int fail(const base::Error &error)
{
    std::fprintf(stderr, "telltale-capture: %s\n", error.text().c_str());
    switch (error.kind) {
    case base::ErrorKind::usage:
        return 1;
    case base::ErrorKind::privilege:
        return 4;
    default:
        return 2;
    }
}

void catchSignals()
{
    struct sigaction action { };
    action.sa_handler = requestStop; // without SA_RESTART: a waiting poll returns
    sigaction(SIGINT, &action, nullptr);
    sigaction(SIGTERM, &action, nullptr);
    action.sa_handler = SIG_IGN;
    sigaction(SIGPIPE, &action, nullptr);
}

int capturePackets(const capturing::Options &options)
{
    if (::isatty(STDOUT_FILENO))
        return fail({base::ErrorKind::usage, "Packets are not written to a terminal.",
            "Pipe them into a program or a file: telltale-capture -i IFACE > FILE.pcapng"});
    catchSignals();
    auto device = capturing::openDevice(options);
    // From here on nothing needs a right; no packet was read yet.
    const base::Status dropped = capturing::dropPrivileges();
    if (!device.ok())
        return fail(device.error());
    if (!dropped.ok())
        return fail(dropped.error());
    capturing::CaptureLoop loop(std::move(device.value()), options);
    base::Status status = loop.begin();
    if (status.ok())
        status = loop.run(stopRequested);
    return status.ok() ? 0 : fail(status.error());
}

} // namespace

int main(int argc, char **argv)
{
    const auto options = capturing::parseOptions({argv + 1, argv + argc});
    if (!options.ok())
        return fail(options.error());
    if (options.value().help) {
        std::fputs(capturing::usageText, stdout);
        return 0;
    }
    if (options.value().version) {
        std::puts("telltale-capture " TELLTALE_VERSION);
        return 0;
    }
    return capturePackets(options.value());
}
