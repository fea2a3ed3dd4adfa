// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/bridge_filter.h"
#include "capture_loop.h"
#include "confinement.h"
#include "device.h"
#include "lifeline.h"
#include "options.h"
#include "privileges.h"
#include "redirect_table.h"

#include <cstdio>
#include <optional>
#include <unistd.h>

#ifdef TELLTALE_SANITIZED
// The leak checker attaches to its own process, which this one forbids.
extern "C" const char *__asan_default_options();
extern "C" const char *__asan_default_options()
{
    return "detect_leaks=0";
}
#endif

namespace {

using namespace telltale;

int fail(const base::Error &error)
{
    std::fprintf(stderr, "telltale-capture: %s\n", error.text().c_str());
    return base::processStatusOf(error.kind);
}

struct Opened {
    capturing::Device device;
    std::optional<capturing::RedirectTable> table;
};

/// All that needs a right.
base::Result<Opened> open(const capturing::Options &options)
{
    auto device = capturing::openDevice(options);
    if (!device.ok())
        return device.error();
    Opened opened{std::move(device.value()), std::nullopt};
    if (options.relays.empty())
        return opened;
    if (const auto filter = capture::bridgeFilterOf(options.interface); filter != capture::BridgeFilter::off)
        return base::Error{base::ErrorKind::privilege,
            options.interface + " is a bridge, and this computer rewrites redirected packets before they can be captured there.",
            "Switch that off: " + capture::bridgeFilterCommand(filter, options.interface, false)};
    std::vector<std::string> notices;
    auto table = capturing::RedirectTable::install(options, notices);
    for (const std::string &notice : notices)
        std::fprintf(stderr, "telltale-capture: %s\n", notice.c_str());
    if (!table.ok())
        return table.error();
    opened.table.emplace(std::move(table.value()));
    return opened;
}

int capturePackets(const capturing::Options &options, capturing::Lifeline &lifeline)
{
    if (::isatty(STDOUT_FILENO))
        return fail({base::ErrorKind::usage, "Packets are not written to a terminal.",
            "Pipe them into a program or a file: telltale-capture -i IFACE > FILE.pcapng"});
    auto opened = open(options);
    // From here on nothing needs a right; no packet was read yet.
    const base::Status dropped = capturing::dropPrivileges();
    if (!opened.ok())
        return fail(opened.error());
    for (const base::Status &status : {dropped, lifeline.arm(), capturing::confine()}) {
        if (!status.ok())
            return fail(status.error());
    }
    std::optional<capturing::RedirectTable> &table = opened.value().table;
    capturing::CaptureLoop loop(std::move(opened.value().device), options, lifeline, [&table] {
        const bool was = table.has_value();
        table.reset();
        return was;
    });
    base::Status status = loop.begin();
    if (status.ok())
        status = loop.run();
    return status.ok() ? 0 : fail(status.error());
}

int printRules()
{
    std::vector<std::string> notices;
    const auto rules = capturing::rulesAsJson(notices);
    const base::Status dropped = capturing::dropPrivileges();
    if (!rules.ok())
        return fail(rules.error());
    if (!dropped.ok())
        return fail(dropped.error());
    for (const std::string &notice : notices)
        std::fprintf(stderr, "telltale-capture: %s\n", notice.c_str());
    const bool written = std::fputs(rules.value().c_str(), stdout) >= 0 && std::fflush(stdout) == 0;
    return written ? 0 : fail({base::ErrorKind::output, "Writing failed.", {}});
}

} // namespace

int main(int argc, char **argv)
{
    capturing::Lifeline lifeline; // first: it remembers who started this process
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
    return options.value().rules ? printRules() : capturePackets(options.value(), lifeline);
}
