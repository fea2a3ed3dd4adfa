// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/phone_door.h"

#include "attribution/phone_event.h"
#include "engine/clock.h"
#include "net/local_network.h"

#include <algorithm>
#include <utility>

namespace telltale::engine {

bool PhoneDoor::mayBe(const net::IpAddress &sender) const
{
    if (!m_choice.only.isNull())
        return sender == m_choice.only;
    const auto &never = m_choice.never;
    return (!m_choice.local || net::isLocal(sender)) && std::find(never.begin(), never.end(), sender) == never.end();
}

base::Anomaly PhoneDoor::refusal(const net::IpAddress &sender) const
{
    const net::IpAddress &phone = m_phone.isNull() ? m_choice.only : m_phone;
    if (!phone.isNull())
        return {"capture.other_sender",
            sender.text() + " sent packets too. Only those of " + phone.text()
                + " count; if the phone has another address now, watch anew."};
    if (m_choice.local && !net::isLocal(sender))
        return {"capture.other_sender",
            sender.text()
                + " sent packets. It is not on a local network, so they do not count; if it is the phone, "
                  "watch anew and name it."};
    return {"capture.other_sender", sender.text() + " sent packets. It is not the phone, so they do not count."};
}

bool PhoneDoor::admits(const net::IpAddress &sender, ArrivedCaptures &captures)
{
    if (!sender.isNull() && (m_phone.isNull() ? mayBe(sender) : sender == m_phone))
        return true;
    if (!std::exchange(m_toldOthers, true))
        captures.tell(refusal(sender));
    return false;
}

void PhoneDoor::hear(const net::IpAddress &sender, ArrivedCaptures &captures)
{
    if (!m_phone.isNull())
        return;
    m_phone = sender;
    captures.tell(capture::JournalLine{formatPhoneEvent(attribution::PhoneHeard{clockTime(), sender})});
}

} // namespace telltale::engine
