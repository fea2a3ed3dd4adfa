// SPDX-License-Identifier: GPL-3.0-or-later
#include "attribution/adb/conversation.h"

#include "attribution/adb/adb_limits.h"

#include <charconv>
#include <cstdio>
#include <optional>
#include <utility>

namespace telltale::attribution::adb {

namespace {

constexpr std::size_t statusBytes = 4;
constexpr std::size_t shellHeaderBytes = 5;
constexpr char shellOutput = 1;
constexpr char shellExit = 3;

std::optional<std::size_t> hexLength(std::string_view digits)
{
    unsigned length = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), length, 16);
    if (error != std::errc() || end != digits.data() + digits.size())
        return std::nullopt;
    return length;
}

} // namespace

std::string framed(std::string_view service)
{
    service = service.substr(0, 0xffff);
    char length[5];
    std::snprintf(length, sizeof length, "%04x", static_cast<unsigned>(service.size()));
    return length + std::string(service);
}

Conversation::Conversation(std::vector<std::string> services, Gives gives)
    : m_services(std::move(services))
    , m_gives(gives)
{
    ask();
}

void Conversation::ask()
{
    m_out += framed(m_services[m_asked]);
    ++m_asked;
}

std::string Conversation::takeOutput()
{
    return std::exchange(m_out, {});
}

std::string Conversation::takeData()
{
    return std::exchange(m_data, {});
}

void Conversation::feed(base::ByteView bytes)
{
    if (m_state == State::done || m_state == State::failed)
        return;
    m_in += base::asText(bytes);
    while (step()) { }
}

void Conversation::end()
{
    if (m_state == State::asking || (m_state == State::streaming && m_gives == Gives::answer))
        fail("the adb server closed the connection");
    else if (m_state == State::streaming)
        m_state = State::done;
}

/// True if it did something and there may be more to do.
bool Conversation::step()
{
    if (m_state == State::asking)
        return m_failing ? readFailure() : readStatus();
    if (m_state != State::streaming)
        return false;
    switch (m_gives) {
    case Gives::answer:
        return readAnswer();
    case Gives::shell:
        return readShellPacket();
    case Gives::stream:
        break;
    }
    m_data += std::exchange(m_in, {});
    return false;
}

bool Conversation::fail(std::string why)
{
    m_state = State::failed;
    m_failure = std::move(why);
    m_in.clear();
    return false;
}

bool Conversation::readStatus()
{
    if (m_in.size() < statusBytes)
        return false;
    const std::string status = m_in.substr(0, statusBytes);
    m_in.erase(0, statusBytes);
    if (status == "FAIL") {
        m_failing = true;
        return true;
    }
    if (status != "OKAY")
        return fail("what answers there is no adb server");
    if (m_asked < m_services.size())
        ask();
    else
        m_state = State::streaming;
    return true;
}

bool Conversation::readFailure()
{
    if (m_in.size() < statusBytes)
        return false;
    const auto length = hexLength(std::string_view(m_in).substr(0, statusBytes));
    if (!length)
        return fail("the adb server refused without a reason");
    if (m_in.size() < statusBytes + *length)
        return false;
    return fail(m_in.substr(statusBytes, *length));
}

bool Conversation::readAnswer()
{
    if (m_in.size() < statusBytes)
        return false;
    const auto length = hexLength(std::string_view(m_in).substr(0, statusBytes));
    if (!length)
        return fail("the adb server's answer has no length");
    if (m_in.size() < statusBytes + *length)
        return false;
    m_data = m_in.substr(statusBytes, *length);
    m_in.clear();
    m_state = State::done;
    return false;
}

bool Conversation::readShellPacket()
{
    if (m_in.size() < shellHeaderBytes)
        return false;
    std::size_t length = 0;
    for (std::size_t i = shellHeaderBytes - 1; i > 0; --i)
        length = length << 8 | static_cast<std::uint8_t>(m_in[i]);
    if (length > AdbLimits::shellPacketBytes)
        return fail("the phone's shell sent a packet that is too long");
    if (m_in.size() < shellHeaderBytes + length)
        return false;
    const char kind = m_in[0];
    if (kind == shellOutput)
        m_data.append(m_in, shellHeaderBytes, length);
    m_in.erase(0, shellHeaderBytes + length);
    if (kind == shellExit) {
        m_state = State::done;
        return false;
    }
    return true;
}

} // namespace telltale::attribution::adb
