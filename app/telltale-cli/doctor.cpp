// SPDX-License-Identifier: GPL-3.0-or-later
#include "commands.h"

#include "base/json_writer.h"
#include "engine/adb_server.h"
#include "hotspot/doctor.h"
#include "hotspot/read_facts.h"
#include "mend.h"

#include <algorithm>
#include <cstdio>

namespace telltale::cli {

namespace {

using hotspot::Finding;
using hotspot::Severity;

std::string record(const Finding &finding)
{
    base::JsonWriter json;
    json.beginObject().member("type", "finding").member("id", finding.id);
    json.member("severity", hotspot::severityName(finding.severity)).member("sentence", finding.sentence);
    json.memberOrNull("remedy", finding.remedy).memberOrNull("command", finding.command);
    json.memberOrNull("undo", finding.undo).endObject();
    return json.take();
}

std::string paragraph(const Finding &finding)
{
    std::string text = std::string(hotspot::severityName(finding.severity)) + ": " + finding.sentence;
    if (!finding.remedy.empty())
        text += "\n    " + finding.remedy;
    if (!finding.command.empty())
        text += "\n    $ " + finding.command;
    if (!finding.undo.empty())
        text += "\n    and afterwards: " + finding.undo;
    return text;
}

std::string closing(const std::string &interface, const std::vector<Finding> &findings, bool text)
{
    const auto count = [&findings](Severity severity) {
        return static_cast<std::uint64_t>(std::count_if(findings.begin(), findings.end(),
            [severity](const Finding &finding) { return finding.severity == severity; }));
    };
    const std::uint64_t errors = count(Severity::error), warnings = count(Severity::warning);
    if (text && findings.empty())
        return "Nothing stands in the way on " + interface + ".";
    if (text)
        return std::to_string(errors) + " errors, " + std::to_string(warnings) + " warnings, "
            + std::to_string(count(Severity::note)) + " notes";
    base::JsonWriter json;
    json.beginObject().member("type", "summary").member("interface", interface);
    json.memberUnsigned("errors", errors).memberUnsigned("warnings", warnings);
    json.memberUnsigned("notes", count(Severity::note)).endObject();
    return json.take();
}

/// What keeps the phone from being asked over ADB which app has which connection.
void addPhoneFindings(const engine::AdbInput &input, std::vector<Finding> &findings)
{
    const auto server = engine::adbServer(input.server);
    const auto phone = server ? engine::findPhone(server.value(), input.serial) : base::Result<engine::AdbPhone>(server.error());
    if (phone)
        return;
    Finding finding;
    finding.id = "adb.no_phone";
    finding.severity = Severity::warning;
    finding.sentence = phone.error().message;
    finding.remedy = phone.error().remedy;
    findings.push_back(std::move(finding));
}

} // namespace

ExitStatus doctor(const Arguments &arguments)
{
    if (arguments.mend)
        return mend(arguments);
    const auto facts = hotspot::readFacts({arguments.interface, arguments.relayPort, std::nullopt});
    if (!facts) {
        std::fprintf(stderr, "telltale-cli: %s\n", facts.error().text().c_str());
        return exitStatusOf(facts.error().kind);
    }
    std::vector<Finding> findings = hotspot::examine(facts.value());
    if (arguments.adb)
        addPhoneFindings(*arguments.adb, findings);
    for (const Finding &finding : findings)
        std::printf("%s\n", (arguments.text ? paragraph(finding) : record(finding)).c_str());
    std::printf("%s\n", closing(arguments.interface, findings, arguments.text).c_str());
    return std::fflush(stdout) == 0 ? ExitStatus::done : ExitStatus::input;
}

} // namespace telltale::cli
