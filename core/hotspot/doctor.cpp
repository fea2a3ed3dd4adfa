// SPDX-License-Identifier: GPL-3.0-or-later
#include "hotspot/doctor.h"

#include "hotspot/probes.h"

#include <algorithm>

namespace telltale::hotspot {

const char *severityName(Severity severity)
{
    switch (severity) {
    case Severity::note:
        return "note";
    case Severity::warning:
        return "warning";
    case Severity::error:
        break;
    }
    return "error";
}

std::vector<Finding> examine(const SystemFacts &facts)
{
    Findings findings;
    for (const auto probe :
        {probeSwitches, probeDevice, probeAccessPoint, probeCountry, probeChannel, probeCaptureProgram, probeBridge, probeLeftOvers, probeForwarding,
            probeUplink, probeRuleset, probeForwardRules, probeInputRules, probeIpv6})
        probe(facts, findings);
    std::stable_sort(findings.begin(), findings.end(),
        [](const Finding &one, const Finding &other) { return one.severity > other.severity; });
    return findings;
}

} // namespace telltale::hotspot
