// SPDX-License-Identifier: GPL-3.0-or-later
#include "hotspot/mending.h"

#include "hotspot/program_output.h"

#include <algorithm>
#include <string_view>

namespace telltale::hotspot {

namespace {

constexpr std::chrono::minutes passwordPatience{5};

constexpr std::string_view digits = "0123456789";

/// "Switch forwarding on: sudo sysctl ..."
std::string describe(const Finding &finding)
{
    std::string text = finding.remedy;
    while (!text.empty() && text.back() == '.')
        text.pop_back();
    return text + ": " + finding.command;
}

} // namespace

std::optional<KernelSetting> settingOf(const std::string &command)
{
    constexpr std::string_view begin = "sudo sysctl -w ";
    std::string_view rest = command;
    if (!rest.starts_with(begin))
        return std::nullopt;
    rest.remove_prefix(begin.size());
    const std::size_t equals = rest.find('=');
    if (equals == std::string_view::npos)
        return std::nullopt;
    std::string name(rest.substr(0, equals));
    const std::string_view value = rest.substr(equals + 1);
    const bool plain = std::all_of(name.begin(), name.end(),
        [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '.' || c == '-'; });
    if (!plain || name.empty() || name.front() == '.' || name.find("..") != std::string::npos || value.empty()
        || value.find_first_not_of(digits) != std::string_view::npos)
        return std::nullopt;
    std::replace(name.begin(), name.end(), '.', '/');
    return KernelSetting{"/proc/sys/" + name, std::string(value)};
}

bool canBeMended(const Finding &finding)
{
    return finding.severity != Severity::note && !finding.command.empty() && !finding.undo.empty();
}

base::Status mend(ChangeJournal &journal, const Finding &finding)
{
    if (const auto setting = settingOf(finding.command))
        return journal.setFile(describe(finding), setting->file, setting->value);
    return journal.perform(describe(finding), finding.command, finding.undo);
}

base::Status runCommand(const std::string &command)
{
    std::string asking;
    if (command.find("sudo ") != std::string::npos && pathOf("sudo").empty()) {
        if (pathOf("pkexec").empty())
            return base::Error{base::ErrorKind::privilege, "Neither sudo nor pkexec is installed.",
                "As root, do it yourself: " + command};
        asking = "sudo() { pkexec \"$@\"; }\n";
    }
    const auto ran = outputOf("sh", {"-ec", asking + command}, passwordPatience);
    if (!ran)
        return ran.error();
    if (ran.value().status == 0)
        return base::Done{};
    std::string said = ran.value().messages;
    said.resize(std::min(said.find('\n'), said.size()));
    while (!said.empty() && said.back() == '.')
        said.pop_back();
    return base::Error{base::ErrorKind::output,
        "The command " + command + " failed" + (said.empty() ? "." : ": " + said + "."), "Try it yourself."};
}

} // namespace telltale::hotspot
