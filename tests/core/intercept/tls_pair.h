// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "intercept/openssl_handle.h"

#include <openssl/err.h>
#include <openssl/ssl.h>

namespace telltale::intercept {

struct PairEnd {
    int result = 0;
    unsigned long error = 0; ///< the last of its queue
};

/// Lets a client and a server session speak to each other in memory until neither gets on.
inline std::pair<PairEnd, PairEnd> converse(SSL *client, SSL *server)
{
    BIO *one = nullptr, *two = nullptr;
    BIO_new_bio_pair(&one, 0, &two, 0);
    SSL_set_bio(client, one, one);
    SSL_set_bio(server, two, two);
    std::pair<PairEnd, PairEnd> ends;
    const auto step = [](SSL *session, PairEnd &end) {
        if (end.result == 1 || end.error != 0)
            return;
        ERR_clear_error();
        end.result = SSL_do_handshake(session);
        end.error = end.result == 1 ? 0 : ERR_peek_last_error();
    };
    for (int round = 0; round < 12; ++round) {
        step(client, ends.first);
        step(server, ends.second);
    }
    ERR_clear_error();
    return ends;
}

} // namespace telltale::intercept
