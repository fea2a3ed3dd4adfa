// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tls/hello.h"

#include <string>

namespace telltale::tls {

enum class Transport : char { tcp = 't', quic = 'q', datagram = 'd' };

/// The JA4 fingerprint of a ClientHello: https://github.com/FoxIO-LLC/ja4/blob/main/technical_details/JA4.md
std::string ja4(const ClientHello &hello, Transport transport = Transport::tcp);

} // namespace telltale::tls
