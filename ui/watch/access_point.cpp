// SPDX-License-Identifier: GPL-3.0-or-later
#include "watch/access_point.h"

namespace telltale::watch {

AccessPoint::~AccessPoint() = default;

} // namespace telltale::watch

#include "moc_access_point.cpp"
