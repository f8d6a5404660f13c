-- The parser of editors/tree-sitter-journey in Neovim. Run by tests/it/editors/tree_sitter.rs:
--
--   nvim --clean --headless -l tests/editors/tree-sitter.lua LIBRARY < JOB
--
-- The job is JSON: `files`, each with its path and the places at which its colours are asked for. The answer, JSON too, says for each
-- file the first place that the parser did not understand and the name of each colour; and the trees of the corpus.

local GRAMMAR = 'editors/tree-sitter-journey/'

local function read(path)
  local file = assert(io.open(path, 'rb'), path)
  local text = file:read('a')
  file:close()
  return text
end

assert(vim.treesitter.language.add('journey', { path = arg[1] }))

local queries = {}
for name in vim.fs.dir(GRAMMAR .. 'queries') do
  queries[name] = vim.treesitter.query.parse('journey', read(GRAMMAR .. 'queries/' .. name))
end

-- Those of other editors name nodes of the grammar, too.
for _, folder in ipairs({ 'editors/neovim/queries/journey', 'editors/helix/queries/journey', 'editors/zed/languages/journey' }) do
  for name in vim.fs.dir(folder) do
    if vim.endswith(name, '.scm') then vim.treesitter.query.parse('journey', read(folder .. '/' .. name)) end
  end
end

local function parsed(text)
  return vim.treesitter.get_string_parser(text, 'journey', { injections = { journey = '' } }):parse()[1]:root()
end

-- The first place that was not understood.
local function mistake(node)
  if not node:has_error() then return nil end
  for child in node:iter_children() do
    local found = mistake(child)
    if found then return found end
  end
  local line, column = node:range()
  return ('%d:%d'):format(line + 1, column + 1)
end

-- The name of the colour at each byte at which a token begins: the last one that fits.
local function colours(text, root)
  local found = {}
  for id, node in queries['highlights.scm']:iter_captures(root, text) do
    local name = queries['highlights.scm'].captures[id]
    if name:sub(1, 1) ~= '_' then
      local _, _, start, _, _, _ = node:range(true)
      found[start] = name
    end
  end
  return found
end

local answer = { files = {}, corpus = {} }
for _, job in ipairs(vim.json.decode(io.read('a')).files) do
  local text = read(job.path)
  local root = parsed(text)
  local found = colours(text, root)
  local names = {}
  for _, place in ipairs(job.places) do
    table.insert(names, found[place.byte] or '')
  end
  table.insert(answer.files, { mistake = mistake(root) or '', colours = names })
end

-- The corpus: a title between lines of `=`, a text, a line of `-`, its tree.
for name in vim.fs.dir(GRAMMAR .. 'test/corpus') do
  local text = read(GRAMMAR .. 'test/corpus/' .. name)
  for title, source, tree in text:gmatch('=+\n([^\n]+)\n=+\n\n(.-)\n%-%-%-+\n\n([^=]*)') do
    local fields = parsed(source):sexpr():gsub('[%w_]+: ', ''):gsub(' "[^"]*"', ''):gsub('%("[^"]*"%)', '')
    table.insert(answer.corpus, { title = title, tree = fields:gsub('%s+', ' '), expected = vim.trim(tree:gsub('%s+', ' ')) })
  end
end
io.write(vim.json.encode(answer))
os.exit(0)
