// SPDX-License-Identifier: GPL-3.0-or-later
#include "control_lines.h"

#include <algorithm>

namespace telltale::capturing {

namespace {

constexpr std::size_t longestLine = 16U << 10; // the filter for a thousand stations is longer than a page
constexpr std::size_t longestQuote = 80;

std::string printable(std::string_view line)
{
    std::string text(line.substr(0, longestQuote));
    std::replace_if(
        text.begin(), text.end(), [](char c) { return c < ' ' || c > '~'; }, '?');
    return text;
}

Command commandOf(std::string_view line)
{
    constexpr std::string_view filter = "filter ";
    if (!line.empty() && line.back() == '\r')
        line.remove_suffix(1);
    if (line == "stop")
        return {Command::Kind::stop, {}};
    if (line == "statistics")
        return {Command::Kind::statistics, {}};
    if (line == "redirect off")
        return {Command::Kind::redirectOff, {}};
    const bool ofText = line.find('\0') == std::string_view::npos;
    if (ofText && line.starts_with(filter) && line.find_first_not_of(' ', filter.size()) != std::string_view::npos)
        return {Command::Kind::filter, std::string(line.substr(filter.size()))};
    return {Command::Kind::unknown, printable(line)};
}

} // namespace

std::vector<Command> ControlLines::feed(std::string_view input)
{
    std::vector<Command> commands;
    while (!input.empty()) {
        const std::size_t end = input.find('\n');
        const std::string_view part = input.substr(0, end);
        m_tooLong = m_tooLong || m_line.size() + part.size() > longestLine;
        if (m_tooLong)
            m_line.clear();
        else
            m_line += part;
        if (end == std::string_view::npos)
            break;
        commands.push_back(m_tooLong ? Command{Command::Kind::tooLong, {}} : commandOf(m_line));
        m_line.clear();
        m_tooLong = false;
        input.remove_prefix(end + 1);
    }
    return commands;
}

} // namespace telltale::capturing
