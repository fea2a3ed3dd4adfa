// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/phone_door.h"

#include <utility>

namespace telltale::engine {

bool PhoneDoor::admit(const net::IpAddress &sender, ArrivedCaptures &captures)
{
    if (m_phone.isNull())
        m_phone = sender;
    if (sender == m_phone)
        return true;
    if (!std::exchange(m_toldOthers, true))
        captures.tell(base::Anomaly{"capture.other_sender",
            sender.text() + " sent packets too. Only those of " + m_phone.text()
                + " count; if the phone has another address now, watch anew."});
    return false;
}

} // namespace telltale::engine
