// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"
#include "net/address.h"

#include <chrono>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace telltale::hotspot {

/// A one-shot multicast DNS query (RFC 6762 section 5.1) for the names of these IPv4 addresses: reverse
/// PTR questions that ask for an answer to this computer alone (section 5.4). Others are left out.
base::ByteBuffer mdnsQuestion(const std::vector<net::IpAddress> &addresses);

/// What an answer says: the addresses with their names, without ".local". Total: anything else says nothing.
std::vector<std::pair<net::IpAddress, std::string>> mdnsAnswers(base::ByteView message);

/// Asks the phones behind @p interface for their names and waits at most @p patience. The question goes
/// to that link alone (hop limit 1) and leaves it nowhere. Phones that do not answer have no name.
std::map<net::IpAddress, std::string> askNames(
    const std::string &interface, const std::vector<net::IpAddress> &addresses, std::chrono::milliseconds patience);

} // namespace telltale::hotspot
