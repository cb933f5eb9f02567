package dev.signet.web;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The languages of the pages. Each has a bundle beside every English one in
 * {@code messages}; docs/translating.md tells how to add one.
 */
public enum Language {

	ENGLISH("en", "English"), GERMAN("de", "Deutsch"), FRENCH("fr", "Français"), SPANISH("es", "Español"),
	PORTUGUESE("pt", "Português"), JAPANESE("ja", "日本語"), CHINESE("zh-CN", "简体中文");

	/** Where Chinese is written in the traditional script (CLDR, likely subtags). */
	private static final Set<String> TRADITIONAL = Set.of("TW", "HK", "MO");

	private final Locale locale;

	private final String ownName;

	Language(String tag, String ownName) {
		this.locale = Locale.forLanguageTag(tag);
		this.ownName = ownName;
	}

	/** The tags of all languages (BCP 47), as metadata announces them. */
	public static List<String> tags() {
		return Arrays.stream(values()).map(Language::tag).toList();
	}

	/** The language with exactly this tag, as we write it. */
	static Optional<Language> tagged(String tag) {
		return Arrays.stream(values()).filter((language) -> language.tag().equals(tag)).findFirst();
	}

	/**
	 * The language that pleases best: the first of those wanted that there is, where a
	 * language counts for all its regions. One that is unknown, or no tag at all, is
	 * passed over.
	 * @param wanted tags (BCP 47), the most wanted first
	 */
	public static Optional<Language> best(Collection<String> wanted) {
		return wanted.stream().map(Locale::forLanguageTag).flatMap((locale) -> of(locale).stream()).findFirst();
	}

	private static Optional<Language> of(Locale wanted) {
		return Arrays.stream(values()).filter((language) -> language.suits(wanted)).findFirst();
	}

	private boolean suits(Locale wanted) {
		return this.locale.getLanguage().equals(wanted.getLanguage()) && !isTraditionalChinese(wanted);
	}

	/** Its readers may well prefer the next language that they have named. */
	private static boolean isTraditionalChinese(Locale wanted) {
		return wanted.getLanguage().equals("zh") && (wanted.getScript().equals("Hant")
				|| (wanted.getScript().isEmpty() && TRADITIONAL.contains(wanted.getCountry())));
	}

	public Locale locale() {
		return this.locale;
	}

	/** The tag (BCP 47). */
	public String tag() {
		return this.locale.toLanguageTag();
	}

	/** What its speakers call it. */
	public String ownName() {
		return this.ownName;
	}

}
