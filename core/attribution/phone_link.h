// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/time.h"

#include <string>

namespace telltale::attribution {

/// How we stand with the phone.
struct PhoneLink {
    base::Timestamp time;
    bool attached = false;
    std::string serial;
    std::string model; ///< for people
    std::string reason; ///< why it can't be asked, and what to do; empty while attached
    friend bool operator==(const PhoneLink &, const PhoneLink &) = default;
};

} // namespace telltale::attribution
