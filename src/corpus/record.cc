#include "corpus/record.h"

namespace unspin {

// Names that begin with meta. and metadata. are RedPajama's and Dolma's; doc_id and
// raw_content RedPajama 2's; maintext, date_publish and source_domain news-please's;
// domain CC-News'; timestamp C4's.
FieldNames FieldNames::defaults() {
  return {
      .text = {"text", "content", "raw_content", "article", "body", "plain_text",
               "maintext", "main_content"},
      .id = {"id", "doc_id", "docid", "uuid", "warc_record_id", "_id"},
      .title = {"title", "headline", "title_page", "meta.title", "metadata.title"},
      .author = {"author", "authors", "byline", "meta.author", "metadata.author"},
      .date = {"published", "date_publish", "date_published", "published_at",
               "publish_date", "published_date", "publication_date", "pub_date",
               "pubdate", "datePublished", "date", "created", "created_at", "timestamp",
               "metadata.published", "metadata.date", "meta.timestamp"},
      .publisher = {"publisher", "publication", "source_domain", "source", "sitename",
                    "site_name", "domain", "metadata.source_domain"},
      .url = {"url", "link", "uri", "meta.url", "metadata.url", "source_url"},
      .language = {"language", "lang", "meta.language", "metadata.language"},
  };
}

}  // namespace unspin
