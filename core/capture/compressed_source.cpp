// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/compressed_source.h"

#include <algorithm>
#include <zlib.h>
#include <zstd.h>

namespace telltale::capture {

namespace {

constexpr std::size_t inputChunk = 256U << 10;

/// What unpackers share: a chunk of packed input that is filled again when it is used up.
class UnpackingSource : public ByteSource {
public:
    explicit UnpackingSource(std::unique_ptr<ByteSource> inner)
        : m_inner(std::move(inner))
        , m_chunk(inputChunk)
    {
    }

    Read read(std::span<std::uint8_t> into) override
    {
        while (true) {
            if (m_used == m_filled && !m_innerEnded) {
                const Read more = m_inner->read(m_chunk);
                if (more.state == Read::State::nothingYet || more.state == Read::State::failed)
                    return more;
                m_innerEnded = more.state == Read::State::end;
                m_used = 0;
                m_filled = more.count;
            }
            const Step step = unpack(base::ByteView(m_chunk).subspan(m_used, m_filled - m_used), into);
            if (step.damaged)
                return {Read::State::failed, 0, "The compressed data is damaged."};
            m_used += step.consumed;
            if (step.produced > 0)
                return {Read::State::octets, step.produced, {}};
            if (m_innerEnded && m_used == m_filled) {
                if (betweenMembers())
                    return {Read::State::end, 0, {}};
                return {Read::State::failed, 0, "The compressed data ends too early."};
            }
        }
    }

    [[nodiscard]] std::uint64_t position() const override { return m_inner->position(); }
    [[nodiscard]] std::uint64_t size() const override { return m_inner->size(); }

protected:
    struct Step {
        std::size_t consumed = 0;
        std::size_t produced = 0;
        bool damaged = false;
    };
    /// Must consume or produce something unless it is damaged or has no input.
    virtual Step unpack(base::ByteView packed, std::span<std::uint8_t> into) = 0;
    [[nodiscard]] virtual bool betweenMembers() const = 0;

private:
    std::unique_ptr<ByteSource> m_inner;
    base::ByteBuffer m_chunk;
    std::size_t m_used = 0;
    std::size_t m_filled = 0;
    bool m_innerEnded = false;
};

class GzipSource : public UnpackingSource {
public:
    explicit GzipSource(std::unique_ptr<ByteSource> inner)
        : UnpackingSource(std::move(inner))
    {
        constexpr int gzipOnly = 16 + MAX_WBITS;
        m_usable = inflateInit2(&m_stream, gzipOnly) == Z_OK;
    }
    GzipSource(const GzipSource &) = delete;
    GzipSource &operator=(const GzipSource &) = delete;
    ~GzipSource() override { inflateEnd(&m_stream); }

protected:
    Step unpack(base::ByteView packed, std::span<std::uint8_t> into) override
    {
        if (!m_usable)
            return {0, 0, true};
        if (packed.empty() && m_atMember)
            return {};
        m_stream.next_in = const_cast<Bytef *>(packed.data()); // zlib only reads, its type does not say so
        m_stream.avail_in = static_cast<uInt>(packed.size());
        m_stream.next_out = into.data();
        m_stream.avail_out = static_cast<uInt>(into.size());
        const int status = inflate(&m_stream, Z_NO_FLUSH);
        const Step step{packed.size() - m_stream.avail_in, into.size() - m_stream.avail_out, false};
        if (status != Z_OK && status != Z_STREAM_END && status != Z_BUF_ERROR)
            return {0, 0, true};
        m_atMember = status == Z_STREAM_END;
        if (m_atMember)
            inflateReset(&m_stream);
        return step;
    }
    [[nodiscard]] bool betweenMembers() const override { return m_atMember; }

private:
    z_stream m_stream{};
    bool m_usable = false;
    bool m_atMember = false;
};

class ZstdSource : public UnpackingSource {
public:
    explicit ZstdSource(std::unique_ptr<ByteSource> inner)
        : UnpackingSource(std::move(inner))
        , m_context(ZSTD_createDCtx(), ZSTD_freeDCtx)
    {
    }

protected:
    Step unpack(base::ByteView packed, std::span<std::uint8_t> into) override
    {
        if (!m_context)
            return {0, 0, true};
        if (packed.empty() && m_atFrame)
            return {};
        ZSTD_inBuffer input{packed.data(), packed.size(), 0};
        ZSTD_outBuffer output{into.data(), into.size(), 0};
        const std::size_t hint = ZSTD_decompressStream(m_context.get(), &output, &input);
        if (ZSTD_isError(hint))
            return {0, 0, true};
        m_atFrame = hint == 0;
        return {input.pos, output.pos, false};
    }
    [[nodiscard]] bool betweenMembers() const override { return m_atFrame; }

private:
    std::unique_ptr<ZSTD_DCtx, decltype(&ZSTD_freeDCtx)> m_context;
    bool m_atFrame = false;
};

class FrontedSource : public ByteSource {
public:
    FrontedSource(base::ByteBuffer front, std::unique_ptr<ByteSource> inner)
        : m_front(std::move(front))
        , m_inner(std::move(inner))
    {
    }

    Read read(std::span<std::uint8_t> into) override
    {
        if (m_given == m_front.size())
            return m_inner->read(into);
        const std::size_t count = std::min(into.size(), m_front.size() - m_given);
        std::copy_n(m_front.begin() + static_cast<std::ptrdiff_t>(m_given), count, into.begin());
        m_given += count;
        return {Read::State::octets, count, {}};
    }
    [[nodiscard]] std::uint64_t position() const override { return m_inner->position(); }
    [[nodiscard]] std::uint64_t size() const override { return m_inner->size(); }

private:
    base::ByteBuffer m_front;
    std::size_t m_given = 0;
    std::unique_ptr<ByteSource> m_inner;
};

} // namespace

std::unique_ptr<ByteSource> gzipSource(std::unique_ptr<ByteSource> inner)
{
    return std::make_unique<GzipSource>(std::move(inner));
}

std::unique_ptr<ByteSource> zstdSource(std::unique_ptr<ByteSource> inner)
{
    return std::make_unique<ZstdSource>(std::move(inner));
}

std::unique_ptr<ByteSource> withFront(base::ByteBuffer front, std::unique_ptr<ByteSource> inner)
{
    return std::make_unique<FrontedSource>(std::move(front), std::move(inner));
}

} // namespace telltale::capture
