package dev.signet.mail;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import java.util.UUID;

import dev.signet.account.EmailAddress;
import dev.signet.web.PublicAddress;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;

import org.springframework.context.NoSuchMessageException;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.context.support.StaticMessageSource;
import org.springframework.core.io.ClassPathResource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** What mails say, and how they look. */
class MailWordsTests {

	private static final PublicAddress ADDRESS = new PublicAddress(URI.create("https://id.example.com"));

	private static final Instant AT = Instant.parse("2026-11-25T10:15:30Z");

	private static final Recipient ADA = Recipient.stranger(new EmailAddress("ada@example.test"), Locale.UK);

	private final StaticMessageSource own = new StaticMessageSource();

	@Test
	void writeThenAsEverBefore() throws Exception {
		OutgoingMail mail = written(Mail.of("mail.test", ADA).say("what", "ada", AT).button("look", "/account"));
		assertThat(mail.subject()).isEqualTo("A test mail");
		assertThat(mail.language()).isEqualTo("en");
		assertThat(mail.text())
			.isEqualTo(new ClassPathResource("golden/mail-test.txt").getContentAsString(StandardCharsets.UTF_8));
		assertThat(mail.html())
			.isEqualTo(new ClassPathResource("golden/mail-test.html").getContentAsString(StandardCharsets.UTF_8));
	}

	@Test
	void writeThenTextAndHtmlSayTheSame() {
		Mail whole = Mail.of("grant.mail.replayed", ADA, "Notes & <More>")
			.say("what", "Notes & <More>", AT)
			.button("look", "/account?a=1&b=2")
			.code("AB12-CD34");
		OutgoingMail mail = written(whole);
		Document html = Jsoup.parse(mail.html());
		String text = mail.text().replaceAll("\\s+", " ");
		assertThat(html.select("td h1, td td p:not(.soft), td td a.accent").eachText()).hasSize(7)
			.allSatisfy((piece) -> assertThat(text).contains(piece));
		assertThat(html.select("a").eachAttr("href")).containsOnly("https://id.example.com/account?a=1&b=2");
		assertThat(mail.text()).contains("Notes & <More>", "\nhttps://id.example.com/account?a=1&b=2\n",
				"    AB12-CD34\n");
		assertThat(html.select("more")).isEmpty();
	}

	@Test
	void writeThenFetchesAndRunsNothing() {
		Document html = Jsoup.parse(written(Mail.of("mail.test", ADA).say("what", "ada", AT)).html());
		assertThat(html.select("[src], link, script, form, img, object, iframe, [background]")).isEmpty();
		assertThat(html.outerHtml()).doesNotContain("url(", "@import", "javascript:");
		assertThat(html.selectFirst("html").attr("lang")).isEqualTo("en");
		assertThat(html.select("meta[name=color-scheme]").attr("content")).isEqualTo("light dark");
	}

	@Test
	void writeWhenWordsAreInAnotherLanguageThenInThatLanguage() {
		words(Locale.GERMAN, "mail.language", "de");
		words(Locale.GERMAN, "mail.test.subject", "Eine Testmail");
		words(Locale.GERMAN, "mail.test.heading", "Mails kommen an");
		words(Locale.GERMAN, "mail.time", "d. MMMM yyyy, HH:mm z");
		words(Locale.GERMAN, "mail.test.what", "{0} am {1}");
		Recipient german = Recipient.stranger(new EmailAddress("ada@example.test"), Locale.GERMAN);
		OutgoingMail mail = written(Mail.of("mail.test", german).say("what", "Ada", AT.minus(Duration.ofDays(250))));
		assertThat(mail.subject()).isEqualTo("Eine Testmail");
		assertThat(mail.language()).isEqualTo("de");
		assertThat(mail.text()).contains("Ada am 20. März 2026, 10:15 UTC");
		assertThat(Jsoup.parse(mail.html()).selectFirst("html").attr("lang")).isEqualTo("de");
	}

	@Test
	void writeWhenPersonLivesElsewhereThenTellsTimesAsTheyReadThem() {
		Recipient tokyo = new Recipient(null, new EmailAddress("ada@example.test"), Locale.UK, ZoneId.of("Asia/Tokyo"));
		assertThat(written(Mail.of("mail.test", tokyo).say("what", "ada", AT)).text())
			.contains("25 Nov 2026, 19:15 JST");
	}

	@Test
	void writeWhenZoneIsUnknownThenInUtc() {
		assertThat(Recipient.zone("Mars/Olympus")).isEqualTo(ZoneId.of("UTC"));
		assertThat(Recipient.zone(null)).isEqualTo(ZoneId.of("UTC"));
	}

	@Test
	void whereThenSaysWhatIsKnown() {
		assertThat(written(Mail.of("mail.test", ADA).where("Firefox on Linux", null, "192.0.2.7")).text())
			.contains("It was done with Firefox on Linux, from the network address 192.0.2.7.");
		assertThat(written(Mail.of("mail.test", ADA).where("Firefox on Linux", "Bern", "192.0.2.7")).text())
			.contains("probably in Bern");
		assertThat(written(Mail.of("mail.test", ADA).where("Firefox on Linux", null, null)).text())
			.contains("It was done with Firefox on Linux.");
	}

	@Test
	void writeWhenNoWordsInThatLanguageThenInEnglishAndSaysSo() {
		Recipient finnish = Recipient.stranger(new EmailAddress("ada@example.test"), Locale.forLanguageTag("fi"));
		assertThat(written(Mail.of("mail.test", finnish)).language()).isEqualTo("en");
	}

	@Test
	void writeWhenNumberThenPluralFollows() {
		words(Locale.UK, "mail.test.good", "Good for {0,choice,1#one minute|1<{0} minutes}.");
		assertThat(written(Mail.of("mail.test", ADA).say("good", 1).say("good", 30)).text())
			.contains("Good for one minute.", "Good for 30 minutes.");
	}

	@Test
	void writeWhenSubjectHasAStrangersNameThenStaysOneLine() {
		words(Locale.UK, "mail.test.subject", "Hello {0}\nBcc: all@example.test");
		OutgoingMail mail = written(Mail.of("mail.test", ADA, "Eve\r\nBcc: eve@example.test"), "[Acme]");
		assertThat(mail.subject()).doesNotContain("\r", "\n").startsWith("[Acme] Hello Eve Bcc");
	}

	@Test
	void writeWhenWordsAreMissingThenFails() {
		assertThatExceptionOfType(NoSuchMessageException.class).isThrownBy(() -> written(Mail.of("mail.no-such", ADA)));
	}

	private void words(Locale locale, String key, String words) {
		this.own.addMessage(key, locale, words);
	}

	private OutgoingMail written(Mail mail) {
		return written(mail, null);
	}

	private OutgoingMail written(Mail mail, String prefix) {
		ResourceBundleMessageSource messages = new ResourceBundleMessageSource();
		messages.setBasenames("messages/web", "messages/mail", "messages/grant");
		messages.setDefaultEncoding("UTF-8");
		messages.setFallbackToSystemLocale(false);
		this.own.setParentMessageSource(messages);
		MailProperties settings = new MailProperties("Signet", null, null, prefix, 30, Duration.ofDays(7));
		WaitingMail waiting = new WaitingMail(UUID.randomUUID(), mail.words(), new byte[0], AT, null, 1);
		return new MailWords(this.own, ADDRESS, settings).of(waiting, MailContent.read(MailContent.of(mail).write()));
	}

}
