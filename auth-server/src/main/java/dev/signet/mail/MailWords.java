package dev.signet.mail;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

import dev.signet.web.PublicAddress;
import org.thymeleaf.context.Context;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.templatemode.TemplateMode;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;

import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/**
 * Puts a mail into words, in the language of its recipient: once as text and once as
 * HTML, of the same pieces. Links begin with the public address; no request is at hand
 * here that could say otherwise.
 */
@Component
class MailWords {

	private final MessageSource messages;

	private final PublicAddress address;

	private final MailProperties properties;

	private final SpringTemplateEngine engine = new SpringTemplateEngine();

	MailWords(MessageSource messages, PublicAddress address, MailProperties properties) {
		this.messages = messages;
		this.address = address;
		this.properties = properties;
		this.engine.addTemplateResolver(templates(".html", TemplateMode.HTML));
		this.engine.addTemplateResolver(templates(".txt", TemplateMode.TEXT));
		this.engine.setTemplateEngineMessageSource(messages);
	}

	/**
	 * The mail as it goes out.
	 * @throws org.springframework.context.NoSuchMessageException when words are missing
	 */
	OutgoingMail of(WaitingMail mail, MailContent content) {
		Locale locale = Locale.forLanguageTag(content.language());
		ZoneId zone = Recipient.zone(content.zone());
		String subject = words(mail.template() + ".subject", content.title(), locale, zone);
		String language = words("mail.language", List.of(), locale, zone);
		Context model = new Context(locale);
		model.setVariable("language", language);
		model.setVariable("subject", subject);
		model.setVariable("heading", words(mail.template() + ".heading", content.title(), locale, zone));
		model.setVariable("parts",
				content.parts().stream().map((part) -> shown(mail.template(), part, locale, zone)).toList());
		model.setVariable("product", this.properties.productName());
		model.setVariable("home", this.address.to("/"));
		return new OutgoingMail(mail.id(), content.address(), language, mail.createdAt(), prefixed(subject),
				this.engine.process("mail.txt", model).strip() + "\n", this.engine.process("mail.html", model));
	}

	private ShownPart shown(String template, MailPart part, Locale locale, ZoneId zone) {
		String text = switch (part.kind()) {
			case CODE -> part.text();
			case WORDS, BUTTON -> words(template + "." + part.text(), part.values(), locale, zone);
			case SHARED_WORDS -> words(part.text(), part.values(), locale, zone);
		};
		MailPart.Kind kind = (part.kind() == MailPart.Kind.SHARED_WORDS) ? MailPart.Kind.WORDS : part.kind();
		return new ShownPart(kind.name(), text, part.path().isEmpty() ? "" : this.address.to(part.path()));
	}

	private String words(String key, List<MailValue> values, Locale locale, ZoneId zone) {
		Object[] arguments = values.stream().map((value) -> argument(value, locale, zone)).toArray();
		return this.messages.getMessage(key, arguments, locale);
	}

	private Object argument(MailValue value, Locale locale, ZoneId zone) {
		return Stream
			.of(Optional.ofNullable(value.text()), Optional.ofNullable(value.number()),
					Optional.ofNullable(value.time()).map((time) -> time(time, locale, zone)))
			.flatMap(Optional::stream)
			.findFirst()
			.orElseThrow();
	}

	private String time(Instant time, Locale locale, ZoneId zone) {
		return DateTimeFormatter.ofPattern(words("mail.time", List.of(), locale, zone), locale)
			.withZone(zone)
			.format(time);
	}

	private String prefixed(String subject) {
		String prefix = this.properties.subjectPrefix();
		return PlainName.oneLine((prefix == null) ? subject : prefix + " " + subject);
	}

	private static ClassLoaderTemplateResolver templates(String ending, TemplateMode mode) {
		ClassLoaderTemplateResolver resolver = new ClassLoaderTemplateResolver();
		resolver.setPrefix("templates/mail/");
		resolver.getResolvablePatternSpec().addPattern("*" + ending);
		resolver.setTemplateMode(mode);
		resolver.setCharacterEncoding("UTF-8");
		return resolver;
	}

	/**
	 * A part in its words.
	 *
	 * @param address where a button leads, else empty
	 */
	record ShownPart(String kind, String text, String address) {
	}

}
