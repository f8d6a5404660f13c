-- Neovim as a client of the language server. Run by tests/it/neovim.rs:
--
--   nvim --clean --headless -l tests/editor.lua PROGRAM FOLDER
--
-- It opens a map in FOLDER and asks for everything that an editor asks for. What is not as it should be ends it with 1.

local program, folder = arg[1], arg[2]
local LONG = 30000

local function check(is_so, what)
  if not is_so then
    io.stderr:write('Neovim: ' .. what .. '\n')
    os.exit(1)
  end
end

local function write(path, text)
  local file = assert(io.open(folder .. '/' .. path, 'w'))
  file:write(text)
  file:close()
end

write('journey.toml', '')
write('people.journey', 'persona ana "Ana" { goal: "Run" }\n')
write('second.journey', 'import "people.journey"\njourney two "Two" { persona: ana }\n')
write('shop.journey', [[
import "people.journey"
channel web "Website"
journey shop "Buying shoes" {
  objective: "See where buyers are lost"
  persona: ana
  stage search "Searches" { channel: wbe; emotion: 0 "ok" for ana }
  stage pay "Pays" { action: "Pays" }
  pay -> lost 30% "dear"
  outcome loyal "Comes back" success
  outcome lost "Leaves" failure
}
]])

-- The lines that the README tells people to write.
local readme = assert(io.open('README.md')):read('a')
assert(load(assert(readme:match('```lua\n(.-)```'), 'the README has them')))()
vim.env.PATH = vim.fs.dirname(program) .. ':' .. vim.env.PATH

-- As an editor with a user would; `-l` leaves it out.
vim.cmd('filetype on')
vim.cmd.edit(folder .. '/shop.journey')
local buffer = vim.api.nvim_get_current_buf()

local client

local function await(what, is_so)
  check(vim.wait(LONG, is_so, 20), what .. ' does not come')
end

local function ask(method, params)
  local answer = client:request_sync(method, params, LONG, buffer)
  check(answer and not answer.err, method .. ': ' .. vim.inspect(answer))
  return answer.result
end

-- The position before a text, as the client counts.
local function at(line, text)
  local written = vim.api.nvim_buf_get_lines(buffer, line - 1, line, true)[1]
  local start = assert(written:find(text, 1, true), text)
  vim.api.nvim_win_set_cursor(0, { line, start - 1 })
  return vim.lsp.util.make_position_params(0, client.offset_encoding)
end

await('the server', function()
  client = vim.lsp.get_clients({ bufnr = buffer, name = 'journey' })[1]
  return client and client.initialized
end)

-- Diagnostics.
await('a diagnostic', function() return #vim.diagnostic.get(buffer) > 0 end)
local found
await('the misspelt channel', function()
  for _, diagnostic in ipairs(vim.diagnostic.get(buffer)) do
    if diagnostic.code == 'unknown-name' then found = diagnostic end
  end
  return found ~= nil
end)
check(found.lnum == 5 and found.message:find('no channel is called `wbe`', 1, true), vim.inspect(found))

-- Its correction.
local params = at(6, 'wbe')
local range = { start = params.position, ['end'] = params.position }
local actions = ask('textDocument/codeAction', { textDocument = params.textDocument, range = range, context = { diagnostics = {} } })
check(actions[1].title == 'Write `web`', vim.inspect(actions))
vim.lsp.util.apply_workspace_edit(actions[1].edit, client.offset_encoding)
check(vim.api.nvim_buf_get_lines(buffer, 5, 6, true)[1]:find('channel: web', 1, true), 'the correction is not made')
await('the end of the diagnostics', function()
  return #vim.diagnostic.get(buffer, { severity = vim.diagnostic.severity.ERROR }) == 0
end)

-- Completion, hover, definition.
local items = ask('textDocument/completion', at(6, 'web;'))
items = items.items or items
check(items[1].label == 'web', vim.inspect(items[1]))
local hover = ask('textDocument/hover', at(7, 'pay'))
check(hover.contents.value:find('Pays', 1, true), vim.inspect(hover))
local definition = ask('textDocument/definition', at(5, 'ana'))
definition = definition[1] or definition
check((definition.targetUri or definition.uri):find('people.journey', 1, true), vim.inspect(definition))

-- Hints.
local hints = ask('textDocument/inlayHint', {
  textDocument = vim.lsp.util.make_text_document_params(buffer),
  range = { start = { line = 0, character = 0 }, ['end'] = { line = 11, character = 0 } },
})
check(hints[1].label == '→ pay', vim.inspect(hints))

-- Formatting.
vim.api.nvim_buf_set_lines(buffer, 6, 7, true, { 'stage   pay "Pays"  {  action:"Pays"  }' })
vim.lsp.buf.format({ id = client.id, timeout_ms = LONG })
local formatted = vim.api.nvim_buf_get_lines(buffer, 6, 7, true)[1]
check(formatted == '  stage pay "Pays" { action: "Pays" }', vim.inspect(formatted))

-- A persona gets another id, in three files.
local rename = at(5, 'ana')
rename.newName = 'anna'
local edit = ask('textDocument/rename', rename)
vim.lsp.util.apply_workspace_edit(edit, client.offset_encoding)
check(vim.api.nvim_buf_get_lines(buffer, 4, 5, true)[1] == '  persona: anna', 'the map does not have the new id')
for _, path in ipairs({ 'people.journey', 'second.journey' }) do
  local other = vim.fn.bufnr(folder .. '/' .. path)
  check(other > 0, path .. ' was not opened')
  local text = table.concat(vim.api.nvim_buf_get_lines(other, 0, -1, true), '\n')
  check(text:find('anna', 1, true), path .. ' does not have the new id')
end
await('that all files fit again', function()
  return #vim.diagnostic.get(nil, { severity = vim.diagnostic.severity.ERROR }) == 0
end)

client:stop()
await('the end of the server', function() return client:is_stopped() end)
print('all that was asked for has come')
os.exit(0)
