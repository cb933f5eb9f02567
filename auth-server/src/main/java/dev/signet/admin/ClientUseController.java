package dev.signet.admin;

import dev.signet.client.ClientUses;

import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/**
 * Shows administrators whether an app is in use, which of its secrets it still sends, and
 * how often it got tokens.
 */
@RestController
@RequestMapping(path = "/admin/api/client-use", produces = MediaType.APPLICATION_JSON_VALUE)
class ClientUseController {

	private static final int MOST_DAYS = 400;

	private final ClientUses uses;

	ClientUseController(ClientUses uses) {
		this.uses = uses;
	}

	/**
	 * The use of one client.
	 * @param clientId the client
	 * @param days for how many days, today among them, to tell how often it got tokens
	 */
	@GetMapping
	ClientUseView one(@RequestParam("client_id") String clientId, @RequestParam(defaultValue = "30") int days) {
		if (days < 1 || days > MOST_DAYS || clientId.indexOf('\0') >= 0) {
			throw new ResponseStatusException(HttpStatus.BAD_REQUEST);
		}
		return this.uses.find(clientId, days)
			.map(ClientUseView::of)
			.orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
	}

}
