// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <openssl/bio.h>

namespace telltale::relaying {

class Channel;

/// A BIO through which OpenSSL reads and writes a channel's wire; writing always succeeds. The channel
/// must live longer. Null when memory is short.
BIO *makeChannelBio(Channel &channel);

} // namespace telltale::relaying
