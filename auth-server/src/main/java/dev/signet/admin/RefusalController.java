package dev.signet.admin;

import java.util.List;
import java.util.Map;

import dev.signet.refusal.RefusedRequest;
import dev.signet.refusal.RefusedRequests;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/**
 * Shows administrators why requests were refused: one by its reference, or the newest.
 */
@RestController
@RequestMapping(path = "/admin/api/refusals", produces = MediaType.APPLICATION_JSON_VALUE)
class RefusalController {

	private final RefusedRequests refusedRequests;

	RefusalController(RefusedRequests refusedRequests) {
		this.refusedRequests = refusedRequests;
	}

	@GetMapping("/{reference}")
	RefusalView one(@PathVariable String reference) {
		return this.refusedRequests.find(reference)
			.map(RefusalView::of)
			.orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
	}

	/**
	 * The newest refused requests.
	 * @param clientId only those of this client
	 * @param before only those older than the one with this reference, for the next page
	 */
	@GetMapping
	Map<String, List<RefusalView>> newest(@RequestParam(name = "client_id", required = false) @Nullable String clientId,
			@RequestParam(required = false) @Nullable String before, @RequestParam(defaultValue = "50") int limit) {
		if (!PageLimit.allows(limit)) {
			throw new ResponseStatusException(HttpStatus.BAD_REQUEST);
		}
		List<RefusedRequest> newest = (clientId == null) ? this.refusedRequests.newest(before, limit)
				: this.refusedRequests.ofClient(clientId, before, limit);
		return Map.of("refusals", newest.stream().map(RefusalView::of).toList());
	}

}
