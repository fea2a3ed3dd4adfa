// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/helper_source.h"

#include "capture/descriptor_source.h"

#include <cstdlib>
#include <filesystem>
#include <poll.h>
#include <string_view>
#include <unistd.h>

namespace telltale::capture {

namespace {

constexpr std::chrono::milliseconds startPatience{10'000};
constexpr std::chrono::milliseconds endPatience{2'000};

bool isProgram(const std::filesystem::path &path)
{
    std::error_code failed;
    return std::filesystem::is_regular_file(path, failed) && ::access(path.c_str(), X_OK) == 0;
}

/// What a program said, as one sentence: without its name in front and the line end behind.
std::string sentence(std::string text)
{
    constexpr std::string_view ownName = "telltale-capture: ";
    if (text.starts_with(ownName))
        text.erase(0, ownName.size());
    while (!text.empty() && (text.back() == '\n' || text.back() == ' '))
        text.pop_back();
    return text;
}

base::Error reasonOfEnd(int status, const std::string &said, const std::string &interface)
{
    constexpr int wrongUsage = 1;
    const auto kind = status == wrongUsage ? base::ErrorKind::usage : base::ErrorKind::privilege;
    if (!said.empty())
        return {kind, said, {}};
    return {kind,
        "telltale-capture ended without capturing on " + interface + " (status " + std::to_string(status) + ").", {}};
}

/// True when its output has something to read or has ended.
bool waitForOutput(int output, ChildProcess &child)
{
    const auto until = std::chrono::steady_clock::now() + startPatience;
    while (std::chrono::steady_clock::now() < until) {
        pollfd waiting{output, POLLIN, 0};
        constexpr int sliceMilliseconds = 50;
        if (::poll(&waiting, 1, sliceMilliseconds) > 0)
            return true;
        (void)child.messages();
    }
    return false;
}

} // namespace

std::string findProgram(const std::string &name)
{
    std::error_code failed;
    const auto self = std::filesystem::read_symlink("/proc/self/exe", failed);
    if (!failed && isProgram(self.parent_path() / name))
        return (self.parent_path() / name).string();
    const char *path = std::getenv("PATH");
    std::string_view folders = path ? path : "";
    while (!folders.empty()) {
        const std::string_view folder = folders.substr(0, folders.find(':'));
        folders.remove_prefix(std::min(folders.size(), folder.size() + 1));
        const auto candidate = std::filesystem::path(folder) / name;
        if (!folder.empty() && isProgram(candidate))
            return candidate.string();
    }
    return {};
}

HelperSource::HelperSource(
    std::unique_ptr<ChildProcess> child, std::unique_ptr<RecordSource> records, std::string interface)
    : m_child(std::move(child))
    , m_records(std::move(records))
    , m_interface(std::move(interface))
{
}

base::Result<std::unique_ptr<HelperSource>> HelperSource::start(const Settings &settings, const base::Limits &limits)
{
    const std::string program = settings.program.empty() ? findProgram("telltale-capture") : settings.program;
    if (program.empty())
        return base::Error{base::ErrorKind::privilege, "The program telltale-capture was not found.",
            "Install Telltale completely; its programs belong into one folder."};
    std::vector<std::string> arguments{"-i", settings.interface};
    if (!settings.filter.empty())
        arguments.insert(arguments.end(), {"-f", settings.filter});
    arguments.insert(arguments.end(), settings.furtherArguments.begin(), settings.furtherArguments.end());
    auto started = ChildProcess::start(program, arguments);
    if (!started.ok())
        return started.error();
    std::unique_ptr<ChildProcess> child = std::move(started.value());
    UniqueDescriptor output = child->takeOutput();
    if (!waitForOutput(output.get(), *child))
        return base::Error{base::ErrorKind::privilege,
            "telltale-capture did not begin to capture on " + settings.interface + " within 10 seconds.", {}};
    auto records = std::make_unique<RecordSource>(
        std::make_unique<DescriptorSource>(std::move(output), false), "The capture on " + settings.interface, limits);
    if (!records->identify().ok()) {
        const int status = child->waitForEnd(endPatience).value_or(-1);
        return reasonOfEnd(status, sentence(child->messages()), settings.interface);
    }
    return std::unique_ptr<HelperSource>(new HelperSource(std::move(child), std::move(records), settings.interface));
}

SourceEvent HelperSource::next()
{
    if (m_ended)
        return m_end;
    SourceEvent event = m_records->next();
    if (std::holds_alternative<NothingYet>(event))
        (void)m_child->messages(); // its pipe must not fill up
    auto *end = std::get_if<EndOfInput>(&event);
    if (!end)
        return event;
    m_ended = true;
    m_end = *end;
    const auto status = m_child->waitForEnd(endPatience);
    if (status.value_or(-1) != 0) {
        m_end.complete = false;
        const base::Error reason = reasonOfEnd(status.value_or(-1), sentence(m_child->messages()), m_interface);
        m_end.problem = reason.text();
    }
    return m_end;
}

} // namespace telltale::capture
