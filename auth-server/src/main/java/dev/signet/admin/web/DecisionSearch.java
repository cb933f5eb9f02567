package dev.signet.admin.web;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.signet.federation.provider.ProviderId;
import dev.signet.linking.DecidedVisits.Wanted;
import dev.signet.linking.LinkingDecision.Result;
import org.jspecify.annotations.Nullable;

import org.springframework.web.util.UriComponentsBuilder;

/**
 * Which decisions an administrator wants to see, as typed into the form. Days are those
 * of UTC, as all times in the console.
 */
final class DecisionSearch {

	private static final List<String> FIELDS = List.of("provider", "result", "from", "until");

	private final Map<String, String> words = new LinkedHashMap<>();

	private final Map<String, String> problems = new HashMap<>();

	private final Wanted wanted;

	DecisionSearch(Map<String, String> parameters) {
		FIELDS.forEach((field) -> this.words.put(field, parameters.getOrDefault(field, "").strip()));
		LocalDate from = day("from");
		LocalDate until = day("until");
		if (from != null && until != null && until.isBefore(from)) {
			this.problems.put("until", "admin.decisions.backwards");
		}
		this.wanted = new Wanted(provider(), result(), begin(from), begin((until != null) ? until.plusDays(1) : null));
	}

	/** What it comes to, as far as nothing is wrong. */
	Wanted wanted() {
		return this.wanted;
	}

	/** What is wrong: the keys of the words, by the names of the fields. */
	Map<String, String> problems() {
		return Map.copyOf(this.problems);
	}

	/** What was typed, by the names of the fields. */
	Map<String, String> words() {
		return Map.copyOf(this.words);
	}

	/** Whether anything is wanted but all. */
	boolean narrow() {
		return this.words.values().stream().anyMatch((word) -> !word.isEmpty());
	}

	/** The address of the page that follows. */
	String after(String last) {
		UriComponentsBuilder page = UriComponentsBuilder.fromPath(DecisionController.PAGE);
		this.words.forEach((field, word) -> {
			if (!word.isEmpty()) {
				page.queryParam(field, word);
			}
		});
		return page.queryParam("last", last).toUriString();
	}

	private @Nullable ProviderId provider() {
		try {
			String typed = this.words.getOrDefault("provider", "");
			return typed.isEmpty() ? null : ProviderId.of(typed);
		}
		catch (IllegalArgumentException ex) {
			this.problems.put("provider", "admin.problem.choice");
			return null;
		}
	}

	private @Nullable Result result() {
		String typed = this.words.getOrDefault("result", "");
		Result result = Arrays.stream(Result.values())
			.filter((each) -> each.name().equals(typed))
			.findFirst()
			.orElse(null);
		if (result == null && !typed.isEmpty()) {
			this.problems.put("result", "admin.problem.choice");
		}
		return result;
	}

	private @Nullable LocalDate day(String field) {
		String typed = this.words.getOrDefault(field, "");
		if (typed.isEmpty()) {
			return null;
		}
		try {
			LocalDate day = LocalDate.parse(typed);
			if (day.getYear() >= 1970 && day.getYear() <= 9999) {
				return day;
			}
		}
		catch (DateTimeException ex) {
			// Said below
		}
		this.problems.put(field, "admin.problem.day");
		return null;
	}

	private static @Nullable Instant begin(@Nullable LocalDate day) {
		return (day != null) ? day.atStartOfDay(ZoneOffset.UTC).toInstant() : null;
	}

}
