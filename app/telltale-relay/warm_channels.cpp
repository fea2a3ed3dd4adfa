// SPDX-License-Identifier: GPL-3.0-or-later
#include "warm_channels.h"

#include "channel.h"

namespace telltale::relaying {

std::size_t WarmChannels::add(Channel &channel)
{
    const std::size_t place = m_next;
    m_next = (m_next + 1) % m_channels.size();
    if (m_channels[place] != nullptr)
        m_channels[place]->cool();
    m_channels[place] = &channel;
    return place;
}

} // namespace telltale::relaying
