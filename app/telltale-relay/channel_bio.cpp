// SPDX-License-Identifier: GPL-3.0-or-later
#include "channel_bio.h"

#include "channel.h"

#include <memory>

namespace telltale::relaying {

namespace {

Channel &channelOf(BIO *bio)
{
    return *static_cast<Channel *>(BIO_get_data(bio));
}

int writeWire(BIO *bio, const char *bytes, int size)
{
    if (size > 0)
        channelOf(bio).giveToWire({reinterpret_cast<const std::uint8_t *>(bytes), static_cast<std::size_t>(size)});
    return size;
}

int readWire(BIO *bio, char *into, int size)
{
    BIO_clear_flags(bio, BIO_FLAGS_RWS | BIO_FLAGS_SHOULD_RETRY);
    if (size <= 0)
        return 0;
    const long got =
        channelOf(bio).takeFromWire({reinterpret_cast<std::uint8_t *>(into), static_cast<std::size_t>(size)});
    if (got < 0)
        BIO_set_flags(bio, BIO_FLAGS_READ | BIO_FLAGS_SHOULD_RETRY);
    return static_cast<int>(got);
}

long controlWire(BIO *bio, int command, long, void *)
{
    switch (command) {
    case BIO_CTRL_FLUSH:
        return 1;
    case BIO_CTRL_EOF:
        return channelOf(bio).sawEnd() ? 1 : 0;
    default:
        return 0;
    }
}

const BIO_METHOD *method()
{
    struct Free {
        void operator()(BIO_METHOD *what) const { BIO_meth_free(what); }
    };
    static const std::unique_ptr<BIO_METHOD, Free> made = [] {
        std::unique_ptr<BIO_METHOD, Free> fresh(BIO_meth_new(BIO_get_new_index() | BIO_TYPE_SOURCE_SINK, "channel"));
        if (fresh) {
            BIO_meth_set_write(fresh.get(), writeWire);
            BIO_meth_set_read(fresh.get(), readWire);
            BIO_meth_set_ctrl(fresh.get(), controlWire);
        }
        return fresh;
    }();
    return made.get();
}

} // namespace

BIO *makeChannelBio(Channel &channel)
{
    BIO *bio = BIO_new(method());
    if (bio != nullptr) {
        BIO_set_data(bio, &channel);
        BIO_set_init(bio, 1);
    }
    return bio;
}

} // namespace telltale::relaying
