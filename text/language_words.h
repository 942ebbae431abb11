/*
 * language_words.h: what tells languages of one script apart: function words,
 * and letters that a text in the language must have or cannot have. For
 * language_detect.c and language_hints.c only. Chosen by us from the
 * languages' commonest words.
 */
#ifndef TEXT_LANGUAGE_WORDS_H
#define TEXT_LANGUAGE_WORDS_H

#include <stdint.h>

enum script {
	SCRIPT_NONE, SCRIPT_LATIN, SCRIPT_CYRILLIC, SCRIPT_ARABIC, SCRIPT_HEBREW, SCRIPT_DEVANAGARI,
	SCRIPT_ETHIOPIC, SCRIPT_GREEK, SCRIPT_ARMENIAN, SCRIPT_GEORGIAN, SCRIPT_THAI, SCRIPT_LAO,
	SCRIPT_KHMER, SCRIPT_MYANMAR, SCRIPT_HANGUL, SCRIPT_KANA, SCRIPT_HAN, SCRIPT_BENGALI,
	SCRIPT_GURMUKHI, SCRIPT_GUJARATI, SCRIPT_ODIA, SCRIPT_TAMIL, SCRIPT_TELUGU, SCRIPT_KANNADA,
	SCRIPT_MALAYALAM, SCRIPT_SINHALA, SCRIPT_THAANA, SCRIPT_COUNT
};

static const struct {
	int32_t first, last;
	enum script script;
} script_ranges[] = {
	{'A', 'Z', SCRIPT_LATIN}, {'a', 'z', SCRIPT_LATIN}, {0xC0, 0x24F, SCRIPT_LATIN},
	{0x370, 0x3FF, SCRIPT_GREEK}, {0x400, 0x52F, SCRIPT_CYRILLIC}, {0x531, 0x587, SCRIPT_ARMENIAN},
	{0x5D0, 0x5F2, SCRIPT_HEBREW}, {0x620, 0x6FF, SCRIPT_ARABIC}, {0x750, 0x77F, SCRIPT_ARABIC},
	{0x780, 0x7BF, SCRIPT_THAANA}, {0x900, 0x97F, SCRIPT_DEVANAGARI}, {0x980, 0x9FF, SCRIPT_BENGALI},
	{0xA00, 0xA7F, SCRIPT_GURMUKHI}, {0xA80, 0xAFF, SCRIPT_GUJARATI}, {0xB00, 0xB7F, SCRIPT_ODIA},
	{0xB80, 0xBFF, SCRIPT_TAMIL}, {0xC00, 0xC7F, SCRIPT_TELUGU}, {0xC80, 0xCFF, SCRIPT_KANNADA},
	{0xD00, 0xD7F, SCRIPT_MALAYALAM}, {0xD80, 0xDFF, SCRIPT_SINHALA}, {0xE00, 0xE7F, SCRIPT_THAI},
	{0xE80, 0xEFF, SCRIPT_LAO}, {0x1000, 0x109F, SCRIPT_MYANMAR}, {0x10A0, 0x10FF, SCRIPT_GEORGIAN},
	{0x1100, 0x11FF, SCRIPT_HANGUL}, {0x1200, 0x139F, SCRIPT_ETHIOPIC}, {0x1780, 0x17FF, SCRIPT_KHMER},
	{0x1C90, 0x1CBF, SCRIPT_GEORGIAN}, {0x1E00, 0x1EFF, SCRIPT_LATIN}, {0x1F00, 0x1FFF, SCRIPT_GREEK},
	{0x3041, 0x30FF, SCRIPT_KANA}, {0x3400, 0x9FFF, SCRIPT_HAN}, {0xAC00, 0xD7A3, SCRIPT_HANGUL},
	{0xF900, 0xFAFF, SCRIPT_HAN}, {0x20000, 0x3FFFF, SCRIPT_HAN},
};

/* Scripts that one language of the table writes, as far as documents go; the others have candidates. */
static const struct {
	enum script script;
	const char *code;
} script_languages[] = {
	{SCRIPT_GREEK, "el"}, {SCRIPT_ARMENIAN, "hy"}, {SCRIPT_GEORGIAN, "ka"}, {SCRIPT_THAI, "th"},
	{SCRIPT_LAO, "lo"}, {SCRIPT_KHMER, "km"}, {SCRIPT_MYANMAR, "my"}, {SCRIPT_HANGUL, "ko"},
	{SCRIPT_KANA, "ja"}, {SCRIPT_HAN, "zh"}, {SCRIPT_GURMUKHI, "pa"}, {SCRIPT_GUJARATI, "gu"},
	{SCRIPT_ODIA, "or"}, {SCRIPT_TAMIL, "ta"}, {SCRIPT_TELUGU, "te"}, {SCRIPT_KANNADA, "kn"},
	{SCRIPT_MALAYALAM, "ml"}, {SCRIPT_SINHALA, "si"}, {SCRIPT_THAANA, "dv"},
};

/*
 * A language among others of its script. `own` letters must be at least
 * `own_least` in a thousand of the script's letters, `foreign` ones at most
 * FOREIGN_MOST; function words at least `words_least` in a thousand words.
 * An empty code is a group of languages that these means cannot tell apart:
 * it wins over its neighbours, and the answer is "unknown".
 */
struct candidate {
	const char *code;
	enum script script;
	unsigned words_least;
	unsigned own_least;
	const char *own, *foreign;
	const char *words;
};

static const struct candidate candidates[] = {
	{"en", SCRIPT_LATIN, 180, 0, "", "",
	 "the of and to in a is that for it with as was on be by are this from or an which have has not "
	 "at were their been its"},
	{"fr", SCRIPT_LATIN, 180, 0, "", "",
	 "de la le et les des en un une du que dans est pour qui par sur au il plus ne pas avec sont ce "
	 "aux ou se cette été ses leur ont"},
	{"es", SCRIPT_LATIN, 180, 0, "", "",
	 "de la que el en y a los del se las por un para con una su al lo como más o sus ha no este "
	 "sobre también fue es"},
	{"pt", SCRIPT_LATIN, 180, 0, "", "",
	 "de a o que e do da em um para com não uma os no se na por mais as dos como ao das à é pela pelo "
	 "nos foi são ou seu sua"},
	{"it", SCRIPT_LATIN, 180, 0, "", "",
	 "di e il la che in un a per è una del non della sono con dei le i da al si delle nel alla gli ha "
	 "lo anche o stato"},
	{"ca", SCRIPT_LATIN, 180, 0, "", "",
	 "de la i que el en a els les per un del amb una es no al dels ha és més o com seva van aquest "
	 "aquesta són ser"},
	{"gl", SCRIPT_LATIN, 180, 0, "", "",
	 "de a o que e do da en un para con non unha os no se na por máis as dos como ao das á é pola polo "
	 "nos foi son ou seu súa"},
	{"ro", SCRIPT_LATIN, 150, 0, "", "",
	 "de și şi în a la cu pe este din care o un nu pentru că sau mai au prin se al ale fi să sunt fost "
	 "lui dreptul orice"},
	{"de", SCRIPT_LATIN, 180, 0, "", "",
	 "der die und in den von zu das mit sich des auf für ist im dem nicht ein eine als auch es an "
	 "werden aus er hat dass sie nach bei einer wurde oder"},
	{"nl", SCRIPT_LATIN, 180, 0, "", "",
	 "de van het een en in is dat op te voor met zijn niet aan er die om als door bij of ook naar "
	 "worden wordt deze heeft uit werd"},
	{"af", SCRIPT_LATIN, 180, 0, "", "",
	 "die van het in en ʼn is nie dat op te vir met wat sy aan deur of om as hy word was hulle moet"},
	{"sv", SCRIPT_LATIN, 150, 0, "", "",
	 "och i att en som på är av för med den till det inte om ett har de från var eller vid han kan "
	 "skall rätt"},
	{"da", SCRIPT_LATIN, 150, 0, "", "",
	 "og i at en som på er af for med den til det ikke om et har de fra var eller ved han kan skal "
	 "blev efter hver ret nogen mod"},
	{"no", SCRIPT_LATIN, 150, 0, "", "",
	 "og i at en som på er av for med den til det ikke om et har de fra var eller ved han kan skal "
	 "ble etter hver rett noen mot"},
	{"nn", SCRIPT_LATIN, 150, 0, "", "",
	 "og i at ein eit som på er av for med den til det ikkje om har dei frå var eller ved han kan skal "
	 "vart etter kvar rett nokon mot"},
	{"is", SCRIPT_LATIN, 120, 0, "", "",
	 "og í að er sem á um til með við því en ekki fyrir af hann eða var það eru skal"},
	{"fi", SCRIPT_LATIN, 70, 0, "", "",
	 "ja on ei että oli se hän ole mutta tai kuin joka sekä myös ovat hänen ne olla jotka sen "
	 "jokaisella ovat mitä"},
	{"et", SCRIPT_LATIN, 70, 0, "", "",
	 "ja on ei et see oma või ka kui mis ta oli ning igal selle nende kes ole aga"},
	{"hu", SCRIPT_LATIN, 120, 0, "", "",
	 "a az és hogy nem is egy ez van meg vagy csak minden azt mint de el akik valamint kell joga volt"},
	{"pl", SCRIPT_LATIN, 120, 0, "", "",
	 "w i na z do się że nie jest o to jak za od po przez oraz lub są dla który która które ich jego "
	 "przy a był ma"},
	{"cs", SCRIPT_LATIN, 120, 0, "", "",
	 "a v na se je že z do s o to jako za od po nebo jsou pro který která které jejich jeho při být byl "
	 "i ve k má"},
	{"sk", SCRIPT_LATIN, 120, 0, "", "",
	 "a v na sa je že z do s o to ako za od po alebo sú pre ktorý ktorá ktoré ich jeho pri byť bol i vo "
	 "k má"},
	{"sl", SCRIPT_LATIN, 120, 0, "", "",
	 "in v na se je da za z do o kot od po ali so ki pri biti bil iz tudi pa ima ni pravico vsakdo"},
	{"", SCRIPT_LATIN, 120, 0, "", "", /* Bosnian, Croatian, Serbian */
	 "i u na se je da za s od po ili su koji koja koje pri biti bio iz kao što ne nije te ima pravo svako"},
	{"lt", SCRIPT_LATIN, 80, 0, "", "",
	 "ir yra kad į su iš už ar apie tai kaip bei jo jos buvo nėra turi prie nuo teisę ne arba"},
	{"lv", SCRIPT_LATIN, 80, 0, "", "",
	 "un ir ar uz no par ka vai pie kas tā viņa ikvienam tiesības kā bija nav lai"},
	{"sq", SCRIPT_LATIN, 150, 0, "", "",
	 "dhe të në e i për me që një është nga nuk do ka ose si tij së janë"},
	{"tr", SCRIPT_LATIN, 50, 20, "ığ", "əñqwx",
	 "ve bir bu için ile de da olan olarak veya her gibi daha çok kadar değil ki olduğunu tarafından "
	 "sonra ilişkin göre üzere nedeniyle uyarınca hakkında ancak olduğu olduğuna karşı ise edilen "
	 "edilmiştir etmiştir edilmesi verilen alınan yönelik sayılı tarihli tarihinde maddesi maddesinde "
	 "hakkının kararı"},
	{"az", SCRIPT_LATIN, 70, 0, "", "",
	 "və bir bu üçün ilə də da olan olaraq ya hər kimi daha çox ki olduğunu tərəfindən sonra malikdir"},
	{"uz", SCRIPT_LATIN, 60, 0, "", "",
	 "va bir bu uchun bilan ham boʻlgan boʻlib har yoki uning shu bo'lgan bo'lib tomonidan o'z oʻz bo‘lgan"},
	{"tk", SCRIPT_LATIN, 60, 0, "", "",
	 "we bir bu üçin bilen hem bolan her ýa onuň şol bolup haklydyr ýaly"},
	{"vi", SCRIPT_LATIN, 120, 0, "", "",
	 "và của là có được không trong cho các người với những một này về từ hay quyền"},
	{"", SCRIPT_LATIN, 120, 0, "", "", /* Indonesian, Malay */
	 "dan yang di dengan untuk dari pada ini adalah tidak dalam atau oleh ke setiap orang itu akan"},
	{"sw", SCRIPT_LATIN, 150, 0, "", "",
	 "na ya wa kwa ni katika za la kuwa cha hiyo au kila mtu haki yake kama bila hii vya"},
	{"so", SCRIPT_LATIN, 150, 0, "", "", "iyo oo in ka ku la u waa ay uu leh xaq ama ee"},
	{"eu", SCRIPT_LATIN, 100, 0, "", "", "eta da du ez bat izan dute edo beste dira den ere egin"},
	{"cy", SCRIPT_LATIN, 150, 0, "", "", "y a yn i o ar mae gan yr hawl bob neu ei"},
	{"ga", SCRIPT_LATIN, 150, 0, "", "", "agus an na a i is ar go le do bhí tá ag de nó gach"},
	{"mt", SCRIPT_LATIN, 120, 0, "", "", "u li ta fil il tal ma għandu hija jew bil lil kull"},
	{"tl", SCRIPT_LATIN, 200, 0, "", "", "ang ng sa na at mga ay ni para o hindi may bawat tao"},
	{"ha", SCRIPT_LATIN, 200, 0, "", "", "da na a ta ya ba ko wanda don shi cikin su"},
	{"eo", SCRIPT_LATIN, 150, 0, "", "", "la de kaj en al estas ne por kun el kiu ke ĉiu rajtas aŭ"},
	{"ht", SCRIPT_LATIN, 200, 0, "", "", "ak yo nan pou ki tout moun gen dwa li pa sou"},
	{"mg", SCRIPT_LATIN, 150, 0, "", "", "ny sy ary dia ho tsy izay fa olona"},

	{"ru", SCRIPT_CYRILLIC, 100, 0, "", "іїєґўәғқңөұүһҳҷӣӯјљњћђ",
	 "и в не на что с по как это но он из за от для же к у так его было все или был если также только "
	 "при до бы когда мы они она быть более которые который которых"},
	{"uk", SCRIPT_CYRILLIC, 80, 30, "іїєґ", "ыэёўәғқңөұүһҳҷӣӯјљњћђ",
	 "і в не на що з та до як це але він за від для у його було або був якщо також при про ми вони є "
	 "бути які який яких й щодо має"},
	{"be", SCRIPT_CYRILLIC, 80, 40, "ўі", "їєґиәғқңөұүһҳҷӣӯјљњћђ",
	 "і ў не на што з да як гэта але ён за ад для у яго было або быў калі таксама пры пра мы яны ёсць "
	 "быць якія які па"},
	{"bg", SCRIPT_CYRILLIC, 120, 5, "ъ", "ыэёіїєґўәғқңөұүһҳҷӣӯјљњћђ",
	 "и в не на че с за от по се да са е как но или той това които който бъде при към като ще през "
	 "след беше"},
	{"mk", SCRIPT_CYRILLIC, 120, 8, "јљњџѓќѕ", "ћђъыэёіїєґўй",
	 "и во не на дека со за од по се да е како но или тој ова кои што ќе при кон беше ги ја го"},
	{"sr", SCRIPT_CYRILLIC, 120, 8, "јљњћђџ", "ѓќѕъыэёіїєґўй",
	 "и у не на да са за од по се су је како али или он ово који која које бити при до ће што из"},
	{"kk", SCRIPT_CYRILLIC, 25, 15, "ғқұ", "ўҳӯҷӣҗҡҙҫїєґјљњ",
	 "және мен бен пен үшін бұл осы ол да де бар емес болып деп туралы сондай ақ бойынша оның өз бір "
	 "немесе арқылы кейін дейін болған болды екен жоқ керек тиіс әр"},
	{"ky", SCRIPT_CYRILLIC, 25, 15, "ңөү", "әғқұіўҳӯҷӣҗҡҙҫһїєґјљњ",
	 "жана менен үчүн бул ал да бар эмес болуп деп жөнүндө ошондой эле боюнча анын өз бир же аркылуу "
	 "кийин чейин болгон болду ар тийиш"},
	{"uz", SCRIPT_CYRILLIC, 25, 20, "ўқғҳ", "әңөүұіӣӯҷҗҡҙҫїєґјљњ",
	 "ва билан учун бу ҳам бор эмас бўлиб деб тўғрисида шундай бўйича унинг ўз бир ёки орқали кейин ҳар"},
	{"tg", SCRIPT_CYRILLIC, 60, 8, "ӣӯҷ", "ўәңөүұіҗҡҙҫїєґјљњ",
	 "ва ба аз дар ки бо барои ин он ҳам аст нест шудааст бораи ҳар як то буд худ ё"},
	{"mn", SCRIPT_CYRILLIC, 25, 25, "өү", "ңәқғұіўҳӯҷҗҡҙҫїєґјљњ",
	 "ба нь байна энэ тэр юм болон дээр гэж хүн тухай бол ямар өөрийн нэг эсвэл байх мөн болно эрх"},
	{"tt", SCRIPT_CYRILLIC, 25, 40, "әөүңһҗ", "қғұіҡҙҫўҳӯҷїєґјљњ",
	 "һәм белән өчен бу ул да дә бар түгел булып дип турында шулай үз бер яки"},
	{"ba", SCRIPT_CYRILLIC, 25, 15, "ҡҙҫ", "қіұўҳӯҷїєґјљњ",
	 "һәм менән өсөн был ул да ҙә бар түгел булып тип тураһында шулай үҙ бер йәки"},

	{"ar", SCRIPT_ARABIC, 80, 8, "ةىأإ", "پچژگیکٹڈڑںےہټډړږښڼېۍەۆۇڭڕڵێ",
	 "في من على أن إلى عن التي الذي هذا هذه ما لا أو كل مع بين ذلك كان كما قد هو هي إن ولا أي بعد غير عند "
	 "وفي ومن وقد كانت لم"},
	{"fa", SCRIPT_ARABIC, 100, 8, "پچژگ", "ٹڈڑںےہټډړږښڼېۍەۆۇڭڕڵێ",
	 "و در به از که این را با است برای آن یا هر می شود نیز بر تا شده باشد خود یک هیچ حق او های"},
	{"ur", SCRIPT_ARABIC, 120, 20, "ٹڈڑںےہھ", "ټډړږښڼېۍەۆۇڭڕڵێ",
	 "کے میں کی ہے اور سے کا کو پر نہیں یا یہ ایک بھی نے ہیں کہ اس ہر"},
	{"ps", SCRIPT_ARABIC, 100, 10, "ټډړږښڼېۍ", "ٹڑەۆۇڭڕڵێ", "د په او چې له کې دی سره هر یا نه پر څخه ته حق"},
	{"ug", SCRIPT_ARABIC, 20, 50, "ەۇۆۈېڭ", "ٹڈڑںےټډړږښڼۍڕڵێ", "ۋە بىلەن ئۈچۈن بۇ ھەر بىر ياكى ھەم بولغان"},

	{"he", SCRIPT_HEBREW, 60, 0, "", "װױײ", "של את על לא כל או זה גם הוא כי אם עם אדם אין היא אל יש זכאי"},
	{"yi", SCRIPT_HEBREW, 100, 0, "", "", "און דער די פון אין צו אַ איז מיט דאָס אויף האָט ניט נישט זיין א דאס האט"},

	{"hi", SCRIPT_DEVANAGARI, 120, 0, "", "", "के है में की और से का को पर नहीं या यह एक भी हैं ने कि इस किया"},
	{"ne", SCRIPT_DEVANAGARI, 40, 0, "", "", "र छ गर्ने हुने छैन यस तथा पनि वा हुनेछ प्रत्येक छन् भने गरेको"},
	{"mr", SCRIPT_DEVANAGARI, 60, 0, "", "", "आहे आणि या नाही व हा ही किंवा प्रत्येक आहेत असे त्या ते"},

	{"am", SCRIPT_ETHIOPIC, 40, 0, "", "", "እና ወይም ነው ላይ ውስጥ ሁሉ አለው እንደ ወደ ግን"},
	{"ti", SCRIPT_ETHIOPIC, 40, 0, "", "", "ናይ እዩ ካብ ኣብ ወይ ከምኡውን ድማ ኩሉ ወይውን"},

	{"bn", SCRIPT_BENGALI, 15, 0, "", "ৰৱ", "এবং ও এই না করা থেকে যে জন্য বা হয় করে তার প্রত্যেকের একটি"},
	{"as", SCRIPT_BENGALI, 15, 10, "ৰৱ", "", "আৰু এই নাই কৰা পৰা যে বাবে বা হয় কৰি তাৰ প্ৰত্যেকৰ"},
};

#endif
