// This file has lexbor build the tree of a page, within bounds.
//
// The HTML standard says what tree any bytes give, and lexbor follows it; but the
// standard bounds nothing. Some of its steps look through all open elements, all
// attributes of a tag, or all unclosed <b> and <font> of the page, so markup can be
// written that asks for quadratic time, or for gigabytes of elements from megabytes of
// text. We stand between the tokenizer and the tree builder, and hold back what no page
// needs:
//
//   - start tags at depth kMaxDepth (browsers do the same, at the same depth), except
//     those after which the tokenizer must read raw text;
//   - formatting tags when kMaxFormatting of them are waiting to be opened again: each
//     new block would open them all anew;
//   - attributes after the kMaxAttributes'th;
//   - everything, with an error, when the tree has grown to kMaxTreeBytes, or when the
//     page has used kMaxNames different names: lexbor's table of names does not grow.
//
// Cost: one comparison or two a token beside lexbor's own work.
#include "extract/dom.h"

#include <lexbor/html/interfaces/template_element.h>
#include <lexbor/html/parser.h>
#include <lexbor/html/tree.h>

#include <new>

namespace unspin {
namespace {

constexpr size_t kMaxFormatting = 48;

// Of tags, and of attributes; a page has hundreds. Looked at after each piece.
constexpr size_t kMaxNames = 16'384;
constexpr size_t kPieceBytes = size_t{256} << 10;

// In the order of Attribute.
constexpr std::array<std::string_view, static_cast<size_t>(Attribute::kCount)> kNames = {
    "alt",       "aria-hidden", "aria-label", "charset",    "class",    "content",
    "datetime",  "hidden",      "href",       "http-equiv", "id",       "itemprop",
    "itemscope", "itemtype",    "lang",       "name",       "property", "rel",
    "role",      "src",         "style",      "title",      "type"};

const lxb_char_t* bytes_of(std::string_view text) {
  return reinterpret_cast<const lxb_char_t*>(text.data());
}

struct ParserFree {
  void operator()(lxb_html_parser_t* parser) const { lxb_html_parser_destroy(parser); }
};

// What stands between tokenizer and tree builder.
struct Guard {
  lxb_html_tree_t* tree;
  lxb_html_tokenizer_token_f build;
  void* build_context;
  bool too_large = false;
};

bool reads_raw_text(Tag tag) {
  switch (tag) {
    case LXB_TAG_SCRIPT:
    case LXB_TAG_STYLE:
    case LXB_TAG_TITLE:
    case LXB_TAG_TEXTAREA:
    case LXB_TAG_XMP:
    case LXB_TAG_IFRAME:
    case LXB_TAG_NOEMBED:
    case LXB_TAG_NOFRAMES:
    case LXB_TAG_PLAINTEXT:
      return true;
    default:
      return false;
  }
}

bool is_formatting(Tag tag) {
  switch (tag) {
    case LXB_TAG_A:
    case LXB_TAG_B:
    case LXB_TAG_BIG:
    case LXB_TAG_CODE:
    case LXB_TAG_EM:
    case LXB_TAG_FONT:
    case LXB_TAG_I:
    case LXB_TAG_NOBR:
    case LXB_TAG_S:
    case LXB_TAG_SMALL:
    case LXB_TAG_STRIKE:
    case LXB_TAG_STRONG:
    case LXB_TAG_TT:
    case LXB_TAG_U:
      return true;
    default:
      return false;
  }
}

void keep_first_attributes(lxb_html_token_t* token) {
  lxb_html_token_attr_t* attribute = token->attr_first;
  for (size_t n = 1; attribute != nullptr && n < Dom::kMaxAttributes; ++n) {
    attribute = attribute->next;
  }
  if (attribute == nullptr || attribute->next == nullptr) return;
  attribute->next = nullptr;
  token->attr_last = attribute;
}

bool is_held_back(const lxb_html_tree_t& tree, const lxb_html_token_t& token) {
  const size_t depth = tree.open_elements->length;
  if (depth >= Dom::kMaxDepth) {
    // In SVG, <title> and <script> nest like any other tag.
    return !reads_raw_text(token.tag_id) || depth >= Dom::kMaxDepth + 8;
  }
  return tree.active_formatting->length >= kMaxFormatting && is_formatting(token.tag_id);
}

size_t tree_bytes(const lxb_html_tree_t& tree) {
  const lexbor_mem_t* memory = tree.document->dom_document.mraw->mem;
  return memory->chunk_length * memory->chunk_min_size;
}

lxb_html_token_t* pass_token(lxb_html_tokenizer_t* tokenizer, lxb_html_token_t* token,
                             void* context) {
  auto& guard = *static_cast<Guard*>(context);
  if ((token->type & LXB_HTML_TOKEN_TYPE_CLOSE) == 0 && token->tag_id >= LXB_TAG_A) {
    if (token->attr_first != nullptr) keep_first_attributes(token);
    if (is_held_back(*guard.tree, *token)) return token;
    if (tree_bytes(*guard.tree) > Dom::kMaxTreeBytes) {
      guard.too_large = true;
      tokenizer->status = LXB_STATUS_ERROR_OVERFLOW;
      return nullptr;
    }
  }
  return guard.build(tokenizer, token, guard.build_context);
}

bool has_too_many_names(const lxb_html_tree_t& tree) {
  const lxb_dom_document_t& document = tree.document->dom_document;
  return lexbor_dobject_allocated(document.attrs->entries) > kMaxNames ||
         lexbor_dobject_allocated(document.tags->entries) > kMaxNames;
}

// Feeds `html` to the parser; false when the guard or the names stopped it.
bool build_tree(lxb_html_parser_t* parser, std::string_view html) {
  Guard guard{parser->tree, parser->tkz->callback_token_done,
              parser->tkz->callback_token_ctx};
  lxb_html_tokenizer_callback_token_done_set(parser->tkz, pass_token, &guard);
  lxb_status_t status = LXB_STATUS_OK;
  for (size_t at = 0; at < html.size() && status == LXB_STATUS_OK; at += kPieceBytes) {
    const std::string_view piece = html.substr(at, kPieceBytes);
    status = lxb_html_parse_chunk_process(parser, bytes_of(piece), piece.size());
    if (has_too_many_names(*parser->tree)) return false;
  }
  if (status == LXB_STATUS_OK) status = lxb_html_parse_chunk_end(parser);
  if (status != LXB_STATUS_OK && !guard.too_large) throw std::bad_alloc();
  return !guard.too_large;
}

lxb_dom_element_t* element_of(Node node) { return lxb_dom_interface_element(node.raw()); }

}  // namespace

void Dom::Free::operator()(lxb_html_document_t* document) const {
  lxb_html_document_destroy(document);
}

Dom::Dom(lxb_html_document_t* document) : document_(document) {
  for (size_t i = 0; i < kNames.size(); ++i) {
    const lxb_dom_attr_data_t* data = lxb_dom_attr_data_by_local_name(
        document->dom_document.attrs, bytes_of(kNames[i]), kNames[i].size());
    if (data != nullptr) ids_[i] = data->attr_id;
  }
}

Result<Dom> Dom::parse(std::string_view html) {
  if (html.size() > kMaxBytes) {
    return fail(Code::kTooLarge, "a page of " + std::to_string(html.size()) +
                                     " bytes is longer than the " +
                                     std::to_string(kMaxBytes) + " that are read");
  }
  const std::unique_ptr<lxb_html_parser_t, ParserFree> parser(lxb_html_parser_create());
  if (lxb_html_parser_init(parser.get()) != LXB_STATUS_OK) throw std::bad_alloc();
  lxb_html_document_t* document = lxb_html_parse_chunk_begin(parser.get());
  if (document == nullptr) throw std::bad_alloc();
  std::unique_ptr<lxb_html_document_t, Free> owner(document);

  if (!build_tree(parser.get(), html)) {
    return fail(Code::kTooLarge,
                "a page whose markup asks for more elements or names than a page has");
  }
  return Dom(owner.release());
}

Node Dom::root() const {
  return Node(lxb_dom_interface_node(document_->dom_document.element));
}

Node Dom::head() const { return Node(lxb_dom_interface_node(document_->head)); }

Node Dom::body() const { return Node(lxb_dom_interface_node(document_->body)); }

std::optional<std::string_view> Dom::attribute(Node node, Attribute name) const {
  if (!node || !node.is_element()) return std::nullopt;
  const lxb_dom_attr_id_t id = ids_[static_cast<size_t>(name)];
  if (id == LXB_DOM_ATTR__UNDEF) return std::nullopt;
  for (const lxb_dom_attr_t* attribute = element_of(node)->first_attr;
       attribute != nullptr; attribute = attribute->next) {
    if (attribute->node.local_name != id) continue;
    if (attribute->value == nullptr) return std::string_view{};
    return std::string_view(reinterpret_cast<const char*>(attribute->value->data),
                            attribute->value->length);
  }
  return std::nullopt;
}

Node Dom::template_content(Node element) {
  if (!element || element.tag() != LXB_TAG_TEMPLATE || element.raw()->ns != LXB_NS_HTML) {
    return {};
  }
  const auto* content = lxb_html_interface_template(element.raw())->content;
  return content == nullptr ? Node() : Node(content->node.first_child);
}

Node next_beside(Node node, Node top) {
  while (node != top) {
    if (node.next()) return node.next();
    node = node.parent();
    if (!node) return {};
  }
  return {};
}

Node next_in_order(Node node, Node top) {
  if (node.first_child()) return node.first_child();
  return next_beside(node, top);
}

Node find_first(Node top, Tag tag) {
  for (Node node = top; node; node = next_in_order(node, top)) {
    if (node.is_element() && node.tag() == tag) return node;
  }
  return {};
}

std::string text_of(Node node, size_t limit) {
  std::string text;
  bool space = false;
  for (Node at = node; at && text.size() < limit; at = next_in_order(at, node)) {
    if (!at.is_text()) continue;
    for (const char c : at.text()) {
      if (c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f') {
        space = !text.empty();
        continue;
      }
      if (space) text += ' ';
      space = false;
      text += c;
    }
  }
  return text;
}

}  // namespace unspin
