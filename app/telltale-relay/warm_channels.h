// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "intercept/relay_limits.h"

#include <array>
#include <cstddef>
#include <optional>

namespace telltale::relaying {

class Channel;

/// The channels that read last: they keep OpenSSL's buffers, about 34 kB each, and no others do. To get and
/// give them back for each record costs a busy relay some hundredths of its time; kept for all, 10 000 idle
/// connections would hold 680 MB. One thread; outlives its channels.
class WarmChannels {
public:
    using Place = std::optional<std::size_t>;

    WarmChannels() = default;
    WarmChannels(const WarmChannels &) = delete;
    WarmChannels &operator=(const WarmChannels &) = delete;

    /// Where @p channel stands from now on; the one that stood there has become cool.
    std::size_t add(Channel &channel);
    void remove(std::size_t place) { m_channels[place] = nullptr; }

private:
    std::array<Channel *, intercept::RelayLimits::warmChannels> m_channels{};
    std::size_t m_next = 0; ///< in turn, so that each stays for as many additions as there are places
};

} // namespace telltale::relaying
