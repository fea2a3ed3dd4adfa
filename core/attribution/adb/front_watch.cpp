// SPDX-License-Identifier: GPL-3.0-or-later
#include "attribution/adb/front_watch.h"

#include "attribution/adb/package_list.h"
#include "attribution/adb/text_parts.h"

#include <utility>

namespace telltale::attribution::adb {

namespace {

constexpr unsigned long flagSecure = 0x2000; // WindowManager.LayoutParams.FLAG_SECURE

/// What stands between "NAME{" and the '}' that ends it; empty where there is none.
std::string_view insideOf(std::string_view text, std::string_view name)
{
    const std::size_t at = text.find(name);
    if (at == std::string_view::npos)
        return {};
    text.remove_prefix(at + name.size());
    return text.substr(0, text.rfind('}'));
}

/// A component with its package and class: "com.a/.B" and "com.a/com.c.D"; nothing for other text.
std::optional<std::pair<std::string, std::string>> componentOf(std::string_view text)
{
    const std::size_t slash = text.find('/');
    if (slash == std::string_view::npos || !isSafePackage(text.substr(0, slash)))
        return std::nullopt;
    std::string package(text.substr(0, slash));
    std::string_view name = text.substr(slash + 1);
    std::string activity =
        (name.starts_with('.') ? package : std::string()) + std::string(name.substr(0, AdbLimits::packageName));
    return std::pair(std::move(package), std::move(activity));
}

/// The flags of a window are a list of names since Android 9, and one hexadecimal number before.
bool saysSecure(std::string_view attributes)
{
    const std::size_t at = attributes.find(" fl=");
    if (at == std::string_view::npos)
        return false;
    attributes.remove_prefix(at + 4);
    if (attributes.starts_with('#')) {
        const auto flags = numberOf<unsigned long>(attributes.substr(1, attributes.find_first_of(" }") - 1), 16);
        return flags && (*flags & flagSecure) != 0;
    }
    for (std::string_view word = takeWord(attributes); !word.empty(); word = takeWord(attributes)) {
        if (word == "SECURE")
            return true;
        if (word.find('=') != std::string_view::npos)
            break; // the next attribute
    }
    return false;
}

} // namespace

std::vector<PhoneEvent> FrontWatch::feed(std::string_view text, base::Timestamp received)
{
    std::vector<PhoneEvent> events;
    m_lines.feed(text, [&](std::string_view one) { line(one, received, events); });
    return events;
}

void FrontWatch::line(std::string_view text, base::Timestamp received, std::vector<PhoneEvent> &events)
{
    if (text.starts_with("#front ")) {
        m_looking = true;
        m_time = m_clock.timeOf(text.substr(7), received);
        m_resumed.clear();
        m_focus.clear();
        m_title.clear();
        m_window.clear();
        m_secure.clear();
    } else if (text.starts_with("#same ")) {
        m_time = m_clock.timeOf(text.substr(6), received);
    } else if (text == "#end") {
        if (std::exchange(m_looking, false))
            conclude(events);
    } else if (m_looking) {
        detail(text);
    }
}

void FrontWatch::detail(std::string_view text)
{
    if (text.find("ResumedActivity") != std::string_view::npos) {
        // "mResumedActivity: ActivityRecord{2b9f1f2 u0 com.a/.B t12}"; the topmost display comes first.
        std::string_view record = insideOf(text, "ActivityRecord{");
        takeWord(record);
        takeWord(record);
        if (m_resumed.empty())
            m_resumed = takeWord(record);
        return;
    }
    const bool focus = text.find("mCurrentFocus=") != std::string_view::npos;
    std::string_view window = insideOf(text, "Window{");
    if (focus || text.find("Window #") != std::string_view::npos) {
        const std::string number(takeWord(window));
        takeWord(window); // "u0"
        const std::size_t begin = window.find_first_not_of(' ');
        if (!focus)
            m_window = number;
        else if (!number.empty()) {
            m_focus = number;
            m_title = begin == std::string_view::npos ? std::string_view() : window.substr(begin, AdbLimits::title);
        }
        return;
    }
    if (!m_window.empty() && m_secure.size() < AdbLimits::windows && saysSecure(" " + std::string(text)))
        m_secure[m_window] = true;
}

void FrontWatch::conclude(std::vector<PhoneEvent> &events)
{
    Foreground front;
    front.title = m_title;
    // The focus may be a dialogue's or the keyboard's: then the resumed activity says whose it is.
    if (auto component = componentOf(m_resumed.empty() ? m_title : m_resumed))
        std::tie(front.package, front.activity) = std::move(*component);
    if (const auto component = componentOf(m_title); component && component->first != front.package)
        std::tie(front.package, front.activity) = *component;
    front.secure = m_secure.contains(m_focus);
    if (m_told) {
        front.time = m_told->time;
        if (front == *m_told)
            return;
    }
    front.time = m_time;
    m_told = front;
    events.emplace_back(front);
}

std::vector<PhoneEvent> FrontWatch::end()
{
    m_looking = false;
    if (!std::exchange(m_told, std::nullopt))
        return {};
    Foreground nothing;
    nothing.time = m_time;
    return {nothing};
}

} // namespace telltale::attribution::adb
