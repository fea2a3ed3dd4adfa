// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "bridge/payload_access.h"
#include "bridge/selection.h"
#include "bridge/session_store.h"
#include "bridge/theme.h"

#include <QWidget>

class QLabel;
class QStackedWidget;
class QTabBar;

namespace telltale::inspector {

class FactSheet;
class HeadersPage;
class HexView;
class PayloadPage;

/// Answers "what exactly, and how do we know?" for the selected request. What it shows must outlive it.
class InspectorPane final : public QWidget {
    Q_OBJECT
public:
    enum Tab { Summary, Payload, Headers, Bytes };

    InspectorPane(bridge::SessionStore &store, bridge::Selection &selection, bridge::PayloadAccess &access,
        bridge::Theme &theme, QWidget *parent = nullptr);

    [[nodiscard]] Tab tab() const;
    void setTab(Tab tab);
    [[nodiscard]] PayloadPage &payload() { return *m_payload; }
    [[nodiscard]] FactSheet &summary() { return *m_summary; }
    [[nodiscard]] HeadersPage &headers() { return *m_headers; }
    [[nodiscard]] HexView &bytes() { return *m_bytes; }
    [[nodiscard]] QSize sizeHint() const override { return {400, 600}; }

signals:
    /// A short message for the status line.
    void message(const QString &text);

private:
    void buildPane();
    void applyTheme();
    void showSelected();
    void showOpened(const std::shared_ptr<const bridge::OpenedExchange> &exchange);
    void refresh(const bridge::StoreChange &change);
    void proof();
    [[nodiscard]] const session::Leak *selectedLeak() const;
    [[nodiscard]] QString whyNothing() const;

    bridge::SessionStore &m_store;
    bridge::Selection &m_selection;
    bridge::PayloadAccess &m_access;
    bridge::Theme &m_theme;
    std::shared_ptr<const bridge::OpenedExchange> m_opened;
    QTabBar *m_tabs;
    QStackedWidget *m_frame; // the pages, or the sentence for an empty selection
    QStackedWidget *m_pages;
    QLabel *m_empty;
    FactSheet *m_summary;
    PayloadPage *m_payload;
    HeadersPage *m_headers;
    HexView *m_bytes;
};

} // namespace telltale::inspector
