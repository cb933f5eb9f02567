package dev.signet.admin;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.signet.account.SignedInAccount;
import dev.signet.checklist.CheckLine;
import dev.signet.directory.Directories;
import dev.signet.directory.Directory;
import dev.signet.directory.DirectoryChangedMeanwhile;
import dev.signet.directory.DirectoryChecks;
import dev.signet.directory.DirectoryId;
import dev.signet.directory.DirectoryInUse;
import dev.signet.directory.DirectoryNotReady;
import dev.signet.directory.DirectoryRefused;
import dev.signet.directory.NoSuchDirectory;
import dev.signet.linking.DirectorySessions;
import dev.signet.linking.DirectorySignOut;
import dev.signet.signin.recent.RecentSignIn;
import org.jspecify.annotations.Nullable;

import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/**
 * Lets administrators say which directories are asked for passwords. Who decides that
 * could let anybody in, so all but reading wants a sign-in of at most 15 minutes ago, and
 * is forbidden without.
 */
@RestController
@RequestMapping(path = "/admin/api/directories", produces = MediaType.APPLICATION_JSON_VALUE)
class DirectoryController {

	private final Directories directories;

	private final DirectoryChecks checks;

	private final DirectorySessions sessions;

	private final MessageSource messages;

	DirectoryController(Directories directories, DirectoryChecks checks, DirectorySessions sessions,
			MessageSource messages) {
		this.directories = directories;
		this.checks = checks;
		this.sessions = sessions;
		this.messages = messages;
	}

	@GetMapping
	Map<String, List<DirectoryView>> all() {
		return Map.of("directories", this.directories.all().stream().map(DirectoryView::of).toList());
	}

	@GetMapping("/{id}")
	DirectoryView one(@PathVariable UUID id) {
		return DirectoryView.of(find(id), this.sessions.underWay(new DirectoryId(id)).orElse(null));
	}

	/** Adds one, which is not asked before it is enabled. */
	@RecentSignIn
	@PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
	@ResponseStatus(HttpStatus.CREATED)
	DirectoryView add(@RequestBody DirectoryOrder order, @AuthenticationPrincipal SignedInAccount administrator) {
		String alias = (order.alias() != null) ? order.alias() : "";
		return DirectoryView.of(this.directories.add(alias, order.kindOrUsual(), order.settings(order.kindOrUsual()),
				order.bindPassword(), administrator.accountId()));
	}

	/** Replaces all that is set about one, but for a password that is left out. */
	@RecentSignIn
	@PutMapping(path = "/{id}", consumes = MediaType.APPLICATION_JSON_VALUE)
	DirectoryView change(@PathVariable UUID id, @RequestBody DirectoryOrder order,
			@AuthenticationPrincipal SignedInAccount administrator) {
		if (order.version() == null) {
			throw new ResponseStatusException(HttpStatus.BAD_REQUEST);
		}
		return DirectoryView.of(this.directories.change(new DirectoryId(id), order.version(),
				order.settings(find(id).kind()), order.bindPassword(), administrator.accountId()));
	}

	/** Looks at one line by line. It calls the directory, so it is no reading. */
	@RecentSignIn
	@PostMapping(path = "/{id}/check", consumes = MediaType.APPLICATION_JSON_VALUE)
	Map<String, List<Line>> check(@PathVariable UUID id, @RequestBody Sample sample) {
		return Map.of("lines", lines(this.checks.run(new DirectoryId(id), sample.name())));
	}

	/** Lets one be asked for passwords, if all of its check is in order. */
	@RecentSignIn
	@PostMapping(path = "/{id}/enable", consumes = MediaType.APPLICATION_JSON_VALUE)
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void enable(@PathVariable UUID id, @RequestBody Sample sample,
			@AuthenticationPrincipal SignedInAccount administrator) {
		if (sample.name() == null) {
			throw new ResponseStatusException(HttpStatus.BAD_REQUEST);
		}
		this.checks.enable(new DirectoryId(id), sample.name(), administrator.accountId());
	}

	/**
	 * Switches one off, and signs its people out if that is wanted. Of very many it tells
	 * how far that is.
	 */
	@RecentSignIn
	@PostMapping("/{id}/disable")
	ResponseEntity<DirectorySignOut> disable(@PathVariable UUID id, @RequestParam(defaultValue = "") String sessions,
			@AuthenticationPrincipal SignedInAccount administrator) {
		this.directories.disable(new DirectoryId(id), administrator.accountId());
		Optional<DirectorySignOut> underWay = sessions.equals("end")
				? this.sessions.endAll(new DirectoryId(id), administrator) : Optional.empty();
		return underWay.map((left) -> ResponseEntity.accepted().body(left))
			.orElseGet(() -> ResponseEntity.noContent().build());
	}

	/** Removes one that no account belongs to. */
	@RecentSignIn
	@DeleteMapping("/{id}")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void remove(@PathVariable UUID id, @AuthenticationPrincipal SignedInAccount administrator) {
		this.directories.remove(new DirectoryId(id), administrator.accountId());
	}

	@ExceptionHandler
	@ResponseStatus(HttpStatus.BAD_REQUEST)
	Map<String, List<Problem>> refuse(DirectoryRefused refused) {
		return Map.of("problems",
				refused.problems()
					.stream()
					.map((problem) -> new Problem(problem.field(), english(problem.messageKey(), problem.values())))
					.toList());
	}

	@ExceptionHandler
	@ResponseStatus(HttpStatus.CONFLICT)
	Map<String, List<Line>> notReady(DirectoryNotReady notReady) {
		return Map.of("lines", lines(notReady.lines()));
	}

	@ExceptionHandler({ DirectoryChangedMeanwhile.class, DirectoryInUse.class })
	@ResponseStatus(HttpStatus.CONFLICT)
	Map<String, String> conflict(RuntimeException conflict) {
		return Map.of("problem", String.valueOf(conflict.getMessage()));
	}

	@ExceptionHandler(NoSuchDirectory.class)
	@ResponseStatus(HttpStatus.NOT_FOUND)
	void unknown() {
	}

	private List<Line> lines(List<CheckLine> lines) {
		return lines.stream()
			.map((line) -> new Line(line.check().name(), line.state(),
					Stream.concat(Stream.of(line.messageKey()), line.cureKey().stream())
						.map((key) -> english(key, line.values()))
						.collect(Collectors.joining(" "))))
			.toList();
	}

	private String english(String key, List<String> values) {
		return this.messages.getMessage(key, values.toArray(), Locale.ENGLISH);
	}

	private Directory find(UUID id) {
		return this.directories.find(new DirectoryId(id))
			.orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
	}

	/**
	 * What is wrong with one value.
	 *
	 * @param field the value
	 * @param fix what it must be like
	 */
	record Problem(String field, String fix) {
	}

	/**
	 * A line of a check.
	 *
	 * @param check what was looked at
	 * @param state what came of it
	 * @param sentence what that means, and what to do
	 */
	record Line(String check, CheckLine.State state, String sentence) {
	}

	/**
	 * Whom to look for.
	 *
	 * @param name the name, as they would type it
	 */
	record Sample(@Nullable String name) {

		/** Without who it is. */
		@Override
		public String toString() {
			return "Sample";
		}

	}

}
