// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/phone_stream_source.h"

#include "engine/datagram_door.h"
#include "engine/dialled_door.h"
#include "engine/download_door.h"
#include "net/local_network.h"

#include <utility>

namespace telltale::engine {

namespace {

constexpr int readsAtTheEnd = 256; // who never pauses is not waited for

base::Result<std::unique_ptr<PhoneDoor>> openDoor(const PcapdroidInput &input, const base::Limits &limits)
{
    using Sink = PcapdroidInput::Sink;
    if (input.sink == Sink::http)
        return input.patient ? DownloadDoor::await(input.at, limits) : DownloadDoor::open(input.at, limits);
    const PhoneChoice phone{input.from, input.notFrom, net::isUnspecified(input.at.ip)};
    return input.sink == Sink::udp ? DatagramDoor::open(input.at, phone) : DialledDoor::open(input.at, phone);
}

} // namespace

base::Result<std::unique_ptr<PhoneStreamSource>> PhoneStreamSource::start(
    const PcapdroidInput &input, const base::Limits &limits)
{
    auto door = openDoor(input, limits);
    if (!door)
        return door.error();
    return std::unique_ptr<PhoneStreamSource>(new PhoneStreamSource(std::move(door.value()), limits));
}

PhoneStreamSource::PhoneStreamSource(std::unique_ptr<PhoneDoor> door, const base::Limits &limits)
    : m_door(std::move(door))
    , m_captures(limits)
{
}

/// False: nothing came now. What the phone sent before it was stopped still comes.
bool PhoneStreamSource::receive()
{
    if (!m_stop)
        return m_door->receive(m_captures);
    for (int i = 0; i < readsAtTheEnd && m_door->receive(m_captures); ++i) { }
    m_captures.stop();
    m_over = true;
    return true;
}

capture::SourceEvent PhoneStreamSource::next()
{
    for (;;) {
        auto event = m_captures.next();
        if (m_captures.takeBroken())
            m_door->abandon();
        if (event)
            return std::move(*event);
        const auto failure = m_door->failure();
        if (m_over || failure)
            return failure ? capture::EndOfInput{false, failure->message, failure} : capture::EndOfInput{};
        if (!receive())
            return capture::NothingYet{};
    }
}

} // namespace telltale::engine
