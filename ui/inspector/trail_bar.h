// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "bridge/theme.h"
#include "inspector/payload_words.h"

#include <QWidget>

namespace telltale::inspector {

/// The way from a location to a value as a line of chips that wraps; a chip chooses its place.
class TrailBar final : public QWidget {
    Q_OBJECT
public:
    explicit TrailBar(bridge::Theme &theme, QWidget *parent = nullptr);

    void setStops(const std::vector<TrailStop> &stops);
    /// "body › form: data_list › percent", for copying.
    [[nodiscard]] QString text() const;

signals:
    void chosen(int node);

protected:
    void contextMenuEvent(QContextMenuEvent *event) override;

private:
    bridge::Theme &m_theme;
    std::vector<TrailStop> m_stops;
};

} // namespace telltale::inspector
