// Words are the weaker half of what tells furniture: the lists here name only what an
// article hardly ever says as a line of its own. Each list is one string: phrases as
// TextLine::key has them, each ended by ";".

#include "extract/furniture_phrases.h"

#include <algorithm>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace unspin {
namespace {

// Whole lines.
constexpr std::string_view kPrompts =
    // English
    "advertisement;advertisements;advertisement advertisement;advertising;"
    "ad feedback;sponsored;sponsored content;promoted content;promoted;paid content;"
    "story continued below;story continues;story continues below;"
    "story continues below advertisement;article continues below;"
    "article continues below advertisement;continue reading below;"
    "continue reading the main story;advertisement continue reading the main story;"
    "continues below advertisement;scroll to continue;scroll down to continue;"
    "continue reading;keep reading;continued below;see more;show more;load more;"
    "view more;view all;see all;read full article;read the full article;"
    "read full story;read the full story;loading;toggle caption;hide caption;"
    "enlarge this image;play video;now playing;just watched;up next;link copied;"
    "copy link;copied;skip to content;skip to main content;skip to navigation;"
    "back to top;go to top;toggle navigation;open menu;close menu;main menu;"
    "leave a comment;leave a reply;post a comment;add a comment;write a comment;"
    "view comments;show comments;hide comments;join the conversation;"
    "log in to comment;be the first to comment;no comments;no comments yet;# comment;"
    "# comments;comments #;# shares;# share;# views;pullquote;# minutes ago;"
    "# hours ago;# hour ago;# days ago;# day ago;# weeks ago;# week ago;# months ago;"
    "# month ago;# years ago;# year ago;# min read;# mins read;# minute read;"
    "# minutes read;min read;reading time # minutes;reading time # min;"
    "read time # minutes;estimated reading time # minutes;newsletter sign up;"
    "newsletter signup;sign up;subscribe now;subscribe today;already a subscriber;"
    "already a subscriber log in;become a member;cookie settings;cookie preferences;"
    "accept all;accept all cookies;accept cookies;manage cookies;reject all;"
    "privacy policy;terms of use;terms of service;terms and conditions;contact us;"
    "about us;all rights reserved;print this page;email this page;share this page;"
    "next post;previous post;next article;previous article;next story;previous story;"
    "next page;previous page;older posts;newer posts;post navigation;"
    "table of contents toggle;click to expand;tap to unmute;"
    "your browser does not support the video tag;"
    // German
    "anzeige;werbung;weiterlesen;mehr lesen;artikel teilen;teilen;"
    "zum inhalt springen;kommentar schreiben;kommentar verfassen;kommentare anzeigen;"
    "alle rechte vorbehalten;datenschutz;datenschutzerklärung;impressum;"
    "newsletter abonnieren;nach oben;# kommentare;zur startseite;"
    // French
    "publicité;annonce;lire la suite;lire plus;en savoir plus;partager;"
    "partager l article;partager cet article;laisser un commentaire;aller au contenu;"
    "tous droits réservés;mentions légales;s abonner;# commentaires;suivez nous;"
    "politique de confidentialité;article réservé aux abonnés;"
    "la suite après cette publicité;"
    // Spanish
    "publicidad;anuncio;leer más;seguir leyendo;ver más;compartir;"
    "compartir en facebook;deja un comentario;deja una respuesta;"
    "todos los derechos reservados;aviso legal;política de privacidad;suscríbete;"
    "suscribirse;# comentarios;síguenos;ir al contenido;"
    // Italian
    "pubblicità;leggi tutto;continua a leggere;leggi di più;condividi;"
    "lascia un commento;tutti i diritti riservati;riproduzione riservata;iscriviti;"
    "iscriviti alla newsletter;seguici;# commenti;"
    // Portuguese
    "publicidade;propaganda;anúncio;leia mais;continue lendo;"
    "continua depois da publicidade;continua após a publicidade;compartilhar;"
    "compartilhe;partilhar;deixe um comentário;deixe uma resposta;"
    "todos os direitos reservados;assine;siga nos;# comentários;"
    // Dutch, the Nordic languages
    "advertentie;lees verder;lees meer;delen;deel dit artikel;"
    "alle rechten voorbehouden;plaats een reactie;annons;läs mer;dela;annonse;"
    "les mer;del;annonce;læs mere;del artiklen;mainos;lue lisää;jaa;jaa artikkeli;"
    // Polish, Czech, Hungarian, Romanian, Turkish
    "reklama;czytaj dalej;czytaj więcej;udostępnij;dodaj komentarz;"
    "wszelkie prawa zastrzeżone;sdílet;číst dále;hirdetés;tovább;publicitate;"
    "citește mai mult;distribuie;reklam;devamını oku;paylaş;haberin devamı;"
    // Russian, Ukrainian, Greek
    "реклама;читать далее;читать дальше;поделиться;читати далі;поділитися;"
    "комментарии;διαφήμιση;διαβάστε περισσότερα;κοινοποίηση;"
    // Chinese, Japanese, Korean, Arabic, Hindi, Indonesian
    "广告;廣告;阅读更多;閱讀更多;阅读全文;继续阅读;分享;版权所有;広告;続きを読む;"
    "もっと見る;シェアする;シェア;ツイート;광고;더보기;공유하기;공유;"
    "اقرأ المزيد;إعلان;مشاركة;शेयर करें;और पढ़ें;iklan;baca selengkapnya;bagikan;";

// Whole lines, or before a colon.
constexpr std::string_view kLabels =
    "read more;read also;also read;read next;see also;also see;more;more on this;"
    "more on this story;more on this topic;more stories;more news;more like this;"
    "more to read;related;related story;related stories;related article;"
    "related articles;related coverage;related content;related topics;related news;"
    "related links;related posts;related post;related video;related videos;"
    "related reading;you may also like;you might also like;you may like;"
    "you might like;recommended stories;recommended for you;recommended reading;"
    "recommended articles;trending;trending now;trending stories;most read;"
    "most popular;most viewed;most recent;popular posts;popular stories;popular now;"
    "latest news;latest stories;latest posts;latest articles;recent posts;"
    "recent articles;recent comments;recent stories;top stories;editor s picks;"
    "editors picks;editor s choice;in case you missed it;don t miss;must read;"
    "must reads;what to read next;up next;go deeper;full coverage;special coverage;"
    "watch now;watch more;watch next;watch live;slideshow;photo gallery;tags;"
    "filed under;posted in;share this;share this article;share this story;"
    "share this post;share article;share on;read or share this story;follow us;"
    "follow us on;comments;from around the web;from the web;around the web;"
    "more from the web;related searches;also on;also in;elsewhere on the web;"
    "mehr zum thema;lesen sie auch;lesen sie mehr;auch interessant;"
    "das könnte sie auch interessieren;weitere artikel;ähnliche artikel;schlagwörter;"
    "meistgelesen;lire aussi;à lire aussi;lire également;à lire également;voir aussi;"
    "sur le même sujet;articles liés;articles similaires;les plus lus;"
    "à ne pas manquer;lea también;lee también;leer también;te puede interesar;"
    "le puede interesar;también te puede interesar;noticias relacionadas;"
    "artículos relacionados;más noticias;más leídas;lo más leído;ver también;"
    "más información;etiquetas;leggi anche;vedi anche;potrebbe interessarti;"
    "articoli correlati;notizie correlate;i più letti;leia também;veja também;"
    "saiba mais;leia ainda;notícias relacionadas;mais lidas;mais notícias;lees ook;"
    "zie ook;meer nieuws;läs också;läs även;mest läst;les også;læs også;lue myös;"
    "czytaj także;czytaj też;zobacz także;zobacz też;przeczytaj także;polecane;tagi;"
    "čtěte také;olvasta már;citește și;ayrıca bakınız;ilgili haberler;читайте также;"
    "смотрите также;по теме;ещё по теме;материалы по теме;читайте також;"
    "διαβάστε επίσης;δείτε "
    "επίσης;相关阅读;相关新闻;相关文章;相關新聞;相關文章;延伸阅读;延伸閱讀;関連記事;"
    "関連ニュース;"
    "あわせて読みたい;관련 기사;관련기사;اقرأ أيضا;اقرأ أيضًا;baca juga;berita terkait;";

// Before a colon only: alone they may be headings.
constexpr std::string_view kColonLabels =
    "photos;pictures;watch;gallery;recommended;categories;tagged;share;photo;"
    "photos by;photo by;photo credit;photo credits;image;image credit;image credits;"
    "image source;image via;picture;credit;credits;video;video credit;featured image;"
    "cover image;header image;cover photo;photograph;file photo;foto;fotos;bild;"
    "bildquelle;crédit photo;crédits photo;crédit;photo d illustration;crédito;"
    "créditos;imagen;immagine;imagem;zdjęcie;fot;фото;фотография;图片来源;写真;사진;"
    "topics;"
    "by the way watch;listen;play;click;app users;mobile users;now read;next;"
    "previous;";

constexpr std::string_view kSources =
    "source;via;source link;original source;original article;news source;"
    "read original article;read the original article;quelle;quellen;fuente;fuentes;"
    "fonte;fonti;bron;källa;kilde;lähde;źródło;zdroj;forrás;sursa;kaynak;источник;"
    "джерело;πηγή;来源;來源;出典;출처;المصدر;sumber;";

constexpr std::string_view kWeaks =
    "photos;pictures;watch;recommended;categories;tagged;share;facebook;twitter;x;"
    "instagram;linkedin;whatsapp;pinterest;reddit;telegram;tumblr;youtube;tiktok;"
    "flipboard;pocket;email;e mail;mail;print;drucken;imprimer;imprimir;stampa;tweet;"
    "pin;pin it;post;like;save;bookmark;copy;link;close;play;replay;more videos;"
    "must watch;prev;next;previous;previous next;search;menu;home;log in;login;"
    "sign in;register;subscribe;newsletter;newsletters;ad;ads;photo;file photo;video;"
    "gallery;messenger;snapchat;threads;bluesky;mastodon;vk;вконтакте;одноклассники;"
    "line;微博;微信;rss;feedly;google;google news;yes;no;ok;cancel;reply;report;listen;0;"
    "#;facebook twitter;facebook twitter email;share tweet;tweet share;"
    "share tweet email;";

// The beginnings of lines of one or two sentences.
constexpr std::string_view kPromptStarts =
    "sign up for;sign up to;sign up here;sign up now;sign up today;signup for;"
    "subscribe to;subscribe for;subscribe now;subscribe today;subscribe here;"
    "subscribe on;click here to;click here for;click to get;click to subscribe;"
    "click to share;click on the link;follow us on;follow me on;"
    "follow him on twitter;follow her on twitter;like us on;join us on;find us on;"
    "join our newsletter;join our telegram;join our whatsapp;share this on;share on;"
    "tweet this;email this;print this;enlarge this image;image copyright;"
    "image caption;image source;image credit;media caption;media playback;"
    "photo credit;photo by;photo courtesy;photograph by;photos by;getty images;"
    "slideshow # images;image # of #;prev image # of #;next image # of #;"
    "photo # of #;view gallery;this article is more than # year;"
    "this article is more than # month;thank you for signing up;"
    "thanks for signing up;thank you for subscribing;you have successfully;"
    "please enter a valid email;enter your email;your email address;"
    "required fields are marked;we use cookies;this website uses cookies;"
    "this site uses cookies;our website uses cookies;copyright #;copyright c #;"
    "copyright all rights;already have an account;don t have an account;"
    "create a free account;log in to;login to;register for free;register to;"
    "download our app;download the app;get the app;get our app;get unlimited access;"
    "get the latest;get breaking news;get our free;get notified;"
    "receive our newsletter;want to read more;to continue reading;"
    "to read this article;this content is for;this article is for subscribers;"
    "you are reading;you ve reached your;support our journalism;"
    "support independent journalism;listen to this article;watch the video;"
    "watch video;watch the full;have a news tip;got a tip;send us a tip;"
    "read or share this story;scroll down for;scroll for;newsletter sign up;"
    "powered by;website by;melden sie sich;abonnieren sie;folgen sie uns;"
    "wir verwenden cookies;diese website verwendet cookies;abonnez vous;"
    "inscrivez vous;suivez nous;recevez;nous utilisons des cookies;suscríbete a;"
    "suscríbase;regístrate;síguenos en;utilizamos cookies;este sitio utiliza cookies;"
    "haz clic aquí;iscriviti alla;seguici su;utilizziamo i cookie;clicca qui;"
    "assine a;siga nos;inscreva se;clique aqui;utilizamos cookies;schrijf je in;"
    "meld je aan;volg ons;prenumerera på;följ oss;zapisz się;obserwuj nas;"
    "подписывайтесь на;подпишитесь на;следите за нами;підписуйтесь на;";

// Anywhere in a line of one or two sentences.
constexpr std::string_view kPromptInsides =
    "all rights reserved;may not be published broadcast rewritten;"
    "may not be reproduced without;protected by recaptcha;you agree to our;"
    "you agree to the terms;you accept our;i agree to the terms;"
    "delivered to your inbox;straight to your inbox;direct to your inbox;"
    "in your inbox every;click here for reprint;sign up here;"
    "subscribe to our newsletter;sign up for our newsletter;"
    "sign up to our newsletter;our weekly newsletter;our daily newsletter;"
    "unsubscribe at any time;your email address will not be published;"
    "enable javascript;to view this video please;story continues below;"
    "manage newsletters;do not sell my;alle rechte vorbehalten;tous droits réservés;"
    "todos los derechos reservados;tutti i diritti riservati;"
    "todos os direitos reservados;все права защищены;wszelkie prawa zastrzeżone;"
    "всі права захищені;";

// The beginnings of headings above links to other pages.
constexpr std::string_view kLabelStarts =
    "more from;more on;more in;more about;more by;latest from;latest in;"
    "recommended from;popular on;popular in;trending on;trending in;also on;"
    "also from;elsewhere on;read more about;read more on;read more from;related to;"
    "most read in;most popular in;mehr aus;mehr von;mehr zu;plus d articles;"
    "más sobre;más de;altro da;mais sobre;mais de;meer over;mer om;więcej z;";

constexpr std::string_view kDateWords =
    "january;february;march;april;may;june;july;august;september;october;november;"
    "december;jan;feb;mar;apr;jun;jul;aug;sep;sept;oct;nov;dec;monday;tuesday;"
    "wednesday;thursday;friday;saturday;sunday;mon;tue;tues;wed;thu;thur;thurs;fri;"
    "sat;sun;januar;februar;märz;mai;juni;juli;oktober;dezember;montag;dienstag;"
    "mittwoch;donnerstag;freitag;samstag;sonntag;janvier;février;mars;avril;juin;"
    "juillet;août;septembre;octobre;novembre;décembre;lundi;mardi;mercredi;jeudi;"
    "vendredi;samedi;dimanche;enero;febrero;marzo;abril;mayo;junio;julio;agosto;"
    "septiembre;octubre;noviembre;diciembre;lunes;martes;miércoles;jueves;viernes;"
    "sábado;domingo;gennaio;febbraio;aprile;maggio;giugno;luglio;settembre;ottobre;"
    "dicembre;janeiro;fevereiro;março;maio;junho;julho;setembro;outubro;dezembro;"
    "januari;februari;maart;mei;augustus;января;февраля;марта;апреля;мая;июня;июля;"
    "августа;сентября;октября;ноября;декабря;stycznia;lutego;marca;kwietnia;maja;"
    "czerwca;lipca;sierpnia;września;października;listopada;grudnia;am;pm;a;p;m;et;"
    "est;edt;pt;pst;pdt;gmt;utc;bst;cet;cest;ist;uhr;h;at;on;of;de;le;à;um;am;den;"
    "der;the;г;в;klo;kl;年;月;日;年月日;";

constexpr std::string_view kDatedWords =
    "updated;published;posted;modified;last;date;aktualisiert;veröffentlicht;stand;"
    "publié;mis;jour;modifié;actualizado;publicado;atualizado;pubblicato;aggiornato;"
    "bijgewerkt;gepubliceerd;publicerad;uppdaterad;опубликовано;обновлено;"
    "opublikowano;aktualizacja;";

constexpr std::string_view kAgencies =
    "reuters;ap;afp;getty;epa;upi;shutterstock;istock;istockphoto;alamy;bloomberg;"
    "dpa;xinhua;tass;ansa;efe;imago;unsplash;pexels;pixabay;wikimedia;flickr;zuma;"
    "sipa;anadolu;photo;photos;foto;photography;images;file;archive;handout;courtesy;"
    "pool;depositphotos;dreamstime;adobe;keystone;ritzau;scanpix;belga;apa;ria;pti;"
    "ani;yonhap;kyodo;tns;";

constexpr std::string_view kMenuWords =
    "home;about;contact;login;register;subscribe;newsletter;newsletters;search;menu;"
    "privacy;terms;cookies;sitemap;faq;careers;advertise;rss;account;cart;checkout;"
    "help;videos;podcasts;startseite;kontakt;impressum;datenschutz;anmelden;accueil;"
    "connexion;inicio;contacto;chi;contatti;início;contato;главная;контакты;";

// The phrases of a list, each ended by ";".
std::vector<std::string_view> phrases_of(std::string_view list) {
  std::vector<std::string_view> phrases;
  for (size_t at = 0; at < list.size();) {
    size_t end = list.find(';', at);
    phrases.push_back(list.substr(at, end - at));
    at = end + 1;
  }
  return phrases;
}

std::unordered_set<std::string_view> set_of(std::string_view list) {
  std::vector<std::string_view> phrases = phrases_of(list);
  return {phrases.begin(), phrases.end()};
}

// Phrases by their first word.
class Phrases {
 public:
  explicit Phrases(std::string_view list) {
    for (std::string_view phrase : phrases_of(list))
      by_first_[phrase.substr(0, phrase.find(' '))].push_back(phrase);
  }

  bool begin(std::string_view pattern) const {
    auto found = by_first_.find(pattern.substr(0, pattern.find(' ')));
    if (found == by_first_.end()) return false;
    return std::ranges::any_of(found->second, [&](std::string_view phrase) {
      return pattern.starts_with(phrase) &&
             (pattern.size() == phrase.size() || pattern[phrase.size()] == ' ');
    });
  }

 private:
  std::unordered_map<std::string_view, std::vector<std::string_view>> by_first_;
};

std::unordered_map<std::string_view, LineUse> make_uses() {
  std::unordered_map<std::string_view, LineUse> uses;
  for (std::string_view words : phrases_of(kWeaks)) uses[words] = LineUse::kWeak;
  for (std::string_view words : phrases_of(kSources)) uses[words] = LineUse::kSource;
  for (std::string_view words : phrases_of(kLabels)) uses[words] = LineUse::kLabel;
  for (std::string_view words : phrases_of(kPrompts)) uses[words] = LineUse::kPrompt;
  return uses;
}

}  // namespace

LineUse use_of_line(std::string_view pattern) {
  static const std::unordered_map<std::string_view, LineUse> uses = make_uses();
  auto found = uses.find(pattern);
  return found == uses.end() ? LineUse::kNone : found->second;
}

LineUse use_of_label(std::string_view pattern) {
  static const std::unordered_set<std::string_view> colon_labels = set_of(kColonLabels);
  if (colon_labels.contains(pattern)) return LineUse::kLabel;
  LineUse use = use_of_line(pattern);
  return use == LineUse::kWeak || use == LineUse::kPrompt ? LineUse::kNone : use;
}

bool begins_prompt(std::string_view pattern) {
  static const Phrases starts(kPromptStarts);
  return starts.begin(pattern);
}

bool holds_prompt(std::string_view pattern) {
  static const Phrases insides(kPromptInsides);
  for (size_t at = 0; at < pattern.size();) {
    if (insides.begin(pattern.substr(at))) return true;
    size_t space = pattern.find(' ', at);
    if (space == std::string_view::npos) return false;
    at = space + 1;
  }
  return false;
}

bool begins_label(std::string_view pattern) {
  static const Phrases starts(kLabelStarts);
  return starts.begin(pattern);
}

bool is_date_word(std::string_view word) {
  static const std::unordered_set<std::string_view> words = set_of(kDateWords);
  return words.contains(word);
}

bool is_dated_word(std::string_view word) {
  static const std::unordered_set<std::string_view> words = set_of(kDatedWords);
  return words.contains(word);
}

bool is_agency(std::string_view word) {
  static const std::unordered_set<std::string_view> words = set_of(kAgencies);
  return words.contains(word);
}

bool is_menu_word(std::string_view word) {
  static const std::unordered_set<std::string_view> words = set_of(kMenuWords);
  return words.contains(word);
}

}  // namespace unspin
